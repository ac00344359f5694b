"""The door of reading: a file goes in, a Document or an InputError comes out."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from make_docx import docx, p, t
from make_odt import odt
from make_odt import p as odt_p
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import analyser.reading
import analyser.reading.docx
from analyser.errors import FileEmpty, FileTooLarge, OutOfMemory, ReaderFailed
from analyser.model import Format, View
from analyser.reading import Limits, read, read_bytes

LINES = (
    "Artikel 1 Levering",
    "1.1 Leverancier levert de dienst op de afgesproken dag.",
    "1.2 Te late levering geldt als verzuim:",
    "a) zonder ingebrekestelling;",
    "b) vanaf de eerste dag.",
    "Artikel 2 Betaling",
    "2.1 Betaling volgt binnen dertig dagen na ontvangst van de factuur.",
)
LABELS = (
    "artikel 1",
    "artikel 1.1",
    "artikel 1.2",
    "artikel 1.2 onder a",
    "artikel 1.2 onder b",
    "artikel 2",
    "artikel 2.1",
)


def pdf_of(lines: tuple[str, ...]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for place, line in enumerate(lines):
        canvas.drawString(72, 770 - 30 * place, line)
    canvas.save()
    return out.getvalue()


FILES = {
    Format.PDF: pdf_of(LINES),
    Format.DOCX: docx("".join(p(t(line)) for line in LINES)),
    Format.ODT: odt("".join(odt_p(line) for line in LINES)),
}


@pytest.mark.parametrize("kind", list(FILES))
def test_the_same_contract_reads_alike_from_every_format(kind: Format) -> None:
    document = read_bytes(FILES[kind], f"contract.{kind}")
    assert tuple(clause.label for clause in document.clauses) == LABELS
    assert tuple(document.text.split("\n")) == LINES
    assert document.format is kind
    assert document.sha256 == hashlib.sha256(FILES[kind]).hexdigest()
    assert document.notices == ()
    assert document.view is View.ACCEPTED


def test_read_names_the_file_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "mijn contract.docx"
    path.write_bytes(FILES[Format.DOCX])
    document = read(path)
    assert document.name == "mijn contract.docx"
    assert document.text == "\n".join(LINES)


def test_content_decides_and_not_the_name() -> None:
    assert read_bytes(FILES[Format.DOCX], "contract.pdf").format is Format.DOCX


def test_the_view_reaches_the_reader() -> None:
    deleted = '<w:del w:author="A"><w:r><w:delText>zestig</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:author="A">{t("dertig")}</w:ins>'
    changed = docx(p(t("Betaling binnen ") + deleted + inserted + t(" dagen.")))
    texts = {view: read_bytes(changed, "a.docx", view=view).text for view in (View.ACCEPTED, View.REJECTED)}
    assert texts == {
        View.ACCEPTED: "Betaling binnen dertig dagen.",
        View.REJECTED: "Betaling binnen zestig dagen.",
    }


def test_size_is_checked_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.pdf"
    with path.open("wb") as file:
        file.truncate(3 * 1024 * 1024 + 1)  # sparse: nothing but zeros, never a PDF
    with pytest.raises(FileTooLarge) as refused:
        read(path, limits=Limits(max_file_mb=3))
    assert refused.value.details == {"file": "groot.pdf", "size_mb": 4, "limit_mb": 3}


def test_bytes_have_the_same_limits() -> None:
    with pytest.raises(FileEmpty):
        read_bytes(b"", "leeg.pdf")
    with pytest.raises(FileTooLarge):
        read_bytes(b"x" * (1024 * 1024 + 1), "groot.pdf", limits=Limits(max_file_mb=1))


@pytest.mark.parametrize("fault", [ValueError, KeyError, RecursionError, AssertionError])
def test_a_fault_of_a_reader_is_named_by_kind_only(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_docx(*arguments: object) -> None:
        raise fault("geheime tekst uit het contract")

    monkeypatch.setattr(analyser.reading.docx, "read_docx", read_docx)
    with pytest.raises(ReaderFailed) as failed:
        read_bytes(FILES[Format.DOCX], "a.docx")
    assert failed.value.details == {"file": "a.docx", "kind": fault.__name__}
    assert type(failed.value.__cause__) is fault
    assert "geheim" not in failed.value.message("nl") + failed.value.message("en") + str(failed.value)


def test_no_memory_left_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_docx(*arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr(analyser.reading.docx, "read_docx", read_docx)
    with pytest.raises(OutOfMemory) as failed:
        read_bytes(FILES[Format.DOCX], "a.docx", limits=Limits(max_memory_mb=99))
    assert failed.value.details == {"file": "a.docx", "limit_mb": 99}


def test_an_interrupt_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_docx(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(analyser.reading.docx, "read_docx", read_docx)
    with pytest.raises(KeyboardInterrupt):
        read_bytes(FILES[Format.DOCX], "a.docx")


def test_a_docx_does_not_load_the_pdf_engine(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(FILES[Format.DOCX])
    program = (
        "import sys; from pathlib import Path; from analyser.reading import read; "
        "read(Path(sys.argv[1])); print(sorted({'pypdfium2', 'pdfplumber'} & set(sys.modules)))"
    )
    root = Path(analyser.reading.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "[]"


def test_exported_names() -> None:
    assert sorted(analyser.reading.__all__) == ["Limits", "check_size", "read", "read_bytes"]
