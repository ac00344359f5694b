"""What the analyser does, shown on the sample contracts: ``make demo``. Works without a network.

First two contracts on the screen: a supplier's agreement with gaps, and a buyer's agreement that holds.
Then, in demo-output/, a report of every sample contract for the browser and as JSON, with one overview
in Excel; of the two contracts shown also a report in Excel and in Word.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from analyser.batch.run import Order, run_batch
from analyser.library import load_library
from analyser.pipeline import analyse
from analyser.report.terminal import print_report
from analyser.report.write import write

CONTRACTS = Path(__file__).resolve().parent / "contracts"
OUTPUT = Path(__file__).resolve().parent.parent / "demo-output"
SHOWN = ("ai-saas-met-gaten.pdf", "arbit-overeenkomst.docx")


def main(output: Path = OUTPUT) -> int:
    """Run the demonstration; 0 where every sample contract could be read."""
    started = time.monotonic()
    library = load_library()
    output.mkdir(parents=True, exist_ok=True)
    for name in SHOWN:
        print(f"\n=== analyser check samples/contracts/{name}\n", flush=True)
        assessment = analyse([CONTRACTS / name], library)
        print_report(assessment, library, "nl")
        sys.stdout.flush()
        for form in ("xlsx", "docx"):
            write(assessment, library, form, "nl", output / f"{name}.{form}")
    print(f"\n=== analyser batch samples/contracts --output {output.name}\n", flush=True)
    summary = run_batch(Order(str(CONTRACTS), output, jobs=2))
    reports = sorted(path for path in output.rglob("*") if path.is_file())
    print(f"{len(reports)} bestanden in {output} ({time.monotonic() - started:.0f} s).")
    print("Open in de browser (HTML), in Excel (XLSX) of in Word (DOCX):")
    for path in (path for path in reports if path.suffix in (".html", ".xlsx", ".docx")):
        print(f"  {path}")
    return 1 if summary.refused else 0


if __name__ == "__main__":
    raise SystemExit(main())
