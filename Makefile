# Everything runs from a local .venv, which the targets set up themselves: python3 (3.11 or newer)
# and pip are enough. `make PYTHON=python3.12 test` picks another Python.
PYTHON ?= python3
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links --extra ui --extra team --group build

.PHONY: help demo test check ui bench load samples quality train lock system ocr clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --no-index --editable .
	touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	touch $@

demo: $(READY)  ## read the sample contracts and show the gaps
	$(BIN)/python samples/demo.py

test: $(READY_DEV) system  ## the whole test suite, browser and PostgreSQL included
	$(BIN)/python -m pytest --numprocesses $(JOBS)

check: $(READY_DEV)  ## what CI checks besides the tests: style, types, library
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/analyser library check

ui: $(READY)  ## the review application on http://127.0.0.1:8501
	$(BIN)/streamlit run ui/app.py

bench: $(READY_DEV)  ## speed, in ratios against named libraries, in one run: the tables of docs/speed.md
	$(BIN)/python benchmarks/peers.py samples/contracts
	$(BIN)/python benchmarks/reading.py samples/contracts
	$(BIN)/python benchmarks/analysis.py samples/contracts
	$(BIN)/python benchmarks/stages.py samples/contracts
	$(BIN)/python benchmarks/start.py samples/contracts/arbit-overeenkomst.pdf
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/batch.py

load: $(READY_DEV)  ## twenty visitors while three analyses run: what they wait for
	$(BIN)/python benchmarks/load.py

quality: $(READY_DEV)  ## verdicts against labelled contracts: make quality GOLD=folder
	$(BIN)/analyser evaluate $(GOLD) --baseline benchmarks/quality_baseline.json --language en

train: $(READY_DEV)  ## learn the weights anew from the clause bank
	OMP_NUM_THREADS=1 $(BIN)/analyser library train

samples: $(READY_DEV)  ## make the sample contracts anew from their texts
	$(BIN)/python samples/make.py

lock: $(READY_DEV)  ## pin the newest versions with hashes, without addresses
	$(COMPILE) --upgrade --output-file requirements.lock
	$(COMPILE) --upgrade --constraint requirements.lock --extra dev --output-file requirements-dev.lock

system:  ## Chromium, PostgreSQL and Tesseract for the tests, where they are missing
	@sh tests/install_system.sh

ocr:  ## Tesseract with Dutch and English, for scans
	@sh tests/install_system.sh ocr

clean:  ## remove .venv and what the demo wrote
	rm -rf $(VENV) demo-output
