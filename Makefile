# Everything runs from a local .venv; `make demo` and `make test` set it up themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: demo test check ui bench samples lock browser clean

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	touch $@

demo: $(READY)  ## read the sample contracts and show the gaps
	$(BIN)/python samples/demo.py

test: $(READY_DEV) browser  ## the whole test suite, browser included
	$(BIN)/python -m pytest

check: $(READY_DEV)  ## what CI checks besides the tests: style, types, library
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/analyser library check

ui: $(READY)  ## the review application on http://127.0.0.1:8501
	$(BIN)/streamlit run ui/app.py

bench: $(READY_DEV)  ## ratios against named libraries, in one run
	$(BIN)/python benchmarks/reading.py samples/contracts
	$(BIN)/python benchmarks/analysis.py samples/contracts

samples: $(READY_DEV)  ## make the sample contracts anew from their texts
	$(BIN)/python samples/make.py

lock: $(READY_DEV)  ## pin versions with hashes, without addresses
	$(BIN)/python -m uv pip compile pyproject.toml --extra ui --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --universal --output-file requirements.lock
	$(BIN)/python -m uv pip compile pyproject.toml --extra ui --extra dev --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --universal --output-file requirements-dev.lock

browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || \
	command -v google-chrome >/dev/null 2>&1 || sh tests/install_browser.sh

clean:
	rm -rf $(VENV) demo-output
