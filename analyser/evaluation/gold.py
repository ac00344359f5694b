"""A folder of labelled contracts.

``index.json`` names the documents, ``labels/NAME.json`` holds what people found in each::

    index.json          {"documents": [{"name": "x", "file": "documents/x.pdf", "lang": "nl"}]}
    labels/x.json       {"labels": {"privacy-subverwerkers": {
                            "verdict": "partial",              # met, partial, contrary or missing
                            "evidence": ["words of the contract, to the letter"],
                            "agreed": false}}}                 # two readers differed; may be left out

A requirement without a label is not judged for that document.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from analyser.errors import UsageError

M = TypeVar("M", bound=BaseModel)
LabelVerdict = Literal["met", "partial", "contrary", "missing"]


class Label(BaseModel):
    """What a person found: a verdict and the words that show it."""

    verdict: LabelVerdict
    evidence: tuple[str, ...] = ()
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A contract of the folder with its labels by requirement."""

    name: str
    path: Path
    language: str
    labels: dict[str, Label]


class _Entry(BaseModel):
    name: Annotated[str, Field(min_length=1)]
    file: Annotated[str, Field(min_length=1)]
    lang: str = "nl"


class _Index(BaseModel):
    documents: tuple[_Entry, ...]


class _Labels(BaseModel):
    labels: dict[str, Label]


def load_gold(folder: Path, requirements: Collection[str]) -> tuple[LabelledDocument, ...]:
    """The documents of ``folder`` in the order of its index.

    Raises UsageError that names the file and what is wrong with it: no index, a document that is not
    there, a verdict or a requirement that does not exist.
    """
    index = _read(folder / "index.json", _Index)
    if not index.documents:
        raise _refusal(folder / "index.json", "geen documenten", "no documents")
    names = [entry.name for entry in index.documents]
    if len(set(names)) < len(names):
        raise _refusal(folder / "index.json", "een naam staat twee keer", "a name stands twice")
    found = []
    for entry in index.documents:
        path = folder / entry.file
        if not path.is_file():
            raise _refusal(
                path, "dit bestand staat in index.json en is er niet", "named in index.json, not there"
            )
        labels = _read(folder / "labels" / f"{entry.name}.json", _Labels).labels
        unknown = sorted(set(labels) - set(requirements))
        if unknown:
            raise _refusal(
                folder / "labels" / f"{entry.name}.json",
                f"de bibliotheek kent deze eis niet: {unknown[0]}",
                f"the library has no such requirement: {unknown[0]}",
            )
        found.append(LabelledDocument(entry.name, path, entry.lang, labels))
    return tuple(found)


def _read(path: Path, kind: type[M]) -> M:
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _refusal(path, "kan niet worden gelezen", "cannot be read") from error
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"]) or "JSON"
        raise _refusal(path, f"{where}: klopt niet", f"{where}: {problem['msg']}") from error


def _refusal(path: Path, nl: str, en: str) -> UsageError:
    return UsageError(what_nl=f"{path.name}: {nl}.", what_en=f"{path.name}: {en}.")
