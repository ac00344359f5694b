"""Versions in a git repository: all of them, in order of time, and nothing of the repository is run."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from repositories import Repository

from analyser.errors import FileMissing, FileTooLarge, InputError, UsageError
from analyser.reading.limits import Limits
from analyser.watching import history
from analyser.watching.history import History, git_folder
from analyser.watching.versions import Watched

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "voorwaarden")


def opened(
    folder: Path, limits: Limits | None = None
) -> tuple[tuple[Watched, ...], list[list[object]], History]:
    """The documents, and for each version its day and what it holds or why it cannot be had."""
    found = git_folder(folder)
    assert found is not None
    source = History(found, limits or Limits())
    documents = source.documents()
    return documents, [[_content(source, v) for v in d.versions] for d in documents], source


def _content(source: History, version: history.Version) -> object:
    try:
        return source.fetch(version)
    except InputError as error:
        return type(error)


def test_documents_with_their_versions_in_order_of_time(repository: Repository) -> None:
    first = repository.version("2025-03-01T10:00:00Z", {"Dienst/Voorwaarden.md": "een", "README.md": "x"})
    second = repository.version("2025-05-01T00:30:00+02:00", {"Dienst/Voorwaarden.md": "twee"})
    early = repository.version(
        "2025-04-01T10:00:00Z", {"Dienst/Voorwaarden.md": "drie", "Ander/Beleid.md": "p"}
    )
    technical = repository.version(
        "2025-06-01T10:00:00Z", {"Ander/Beleid.md": None}, "Apply technical or declaration upgrade on Ander"
    )
    documents, contents, source = opened(repository.folder)
    assert [document.name for document in documents] == ["Ander/Beleid", "Dienst/Voorwaarden"]
    assert [[v.stamp.source for v in d.versions] for d in documents] == [
        [early, technical], [first, early, second],
    ]  # fmt: skip
    assert [v.stamp.day for v in documents[1].versions] == [
        date(2025, 3, 1), date(2025, 4, 1), date(2025, 4, 30),
    ]  # fmt: skip
    assert [v.stamp.is_technical for v in documents[0].versions] == [False, True]
    assert contents == [[b"p", FileMissing], [b"een", b"drie", b"twee"]]
    assert source.skipped == ("README.md",)
    source.close()


def test_a_bare_repository_a_linked_work_tree_and_no_repository(
    repository: Repository, tmp_path: Path
) -> None:
    repository.version("2025-03-01T10:00:00Z", {"Dienst/Voorwaarden.md": "een"})
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    repository.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "naast"))
    for folder in (tmp_path / "bare.git", tmp_path / "naast"):
        _, contents, source = opened(folder)
        source.close()
        assert contents == [[b"een"]]
    assert git_folder(tmp_path) is None


def test_the_changes_of_a_merge_and_the_edge_of_a_shallow_clone(
    repository: Repository, tmp_path: Path
) -> None:
    terms = "Dienst/Voorwaarden.md"
    repository.version("2025-01-01T00:00:00Z", {terms: "een", "Dienst/Ander.md": "oud"})
    repository.git("switch", "--quiet", "--create", "zij")
    repository.version("2025-02-01T00:00:00Z", {terms: "twee"})
    repository.git("switch", "--quiet", "main")
    edge = repository.version("2025-02-02T00:00:00Z", {"Dienst/Ander.md": "nieuw"})
    merged = ("merge", "--quiet", "--no-ff", "--message=samen", "zij")
    repository.git(*merged, when="2025-03-01T00:00:00Z")
    documents, contents, source = opened(repository.folder)
    source.close()
    assert contents == [[b"oud", b"nieuw"], [b"een", b"twee"]]
    assert [version.stamp.day for version in documents[1].versions] == [date(2025, 1, 1), date(2025, 3, 1)]
    assert [document.is_cut for document in documents] == [False, False]
    shallow = tmp_path / "ondiep"
    repository.git("clone", "--quiet", "--depth=2", f"file://{repository.folder}", str(shallow))
    documents, contents, source = opened(shallow)
    source.close()
    assert contents == [[b"nieuw"], [b"een", b"twee"]]
    assert [document.versions[0].stamp.source for document in documents] == [edge, edge]
    assert [document.is_cut for document in documents] == [True, True]


def test_odd_names_links_and_what_is_not_there(repository: Repository) -> None:
    repository.folder.joinpath("Dienst").mkdir()
    repository.folder.joinpath("Dienst", "Link.md").symlink_to("/etc/passwd")
    names = ['Dienst/Vóór\nwaarden "x".md', "Dienst/-rf *.md", "Dienst/\x1b[31m:1234567.md"]
    commit = repository.version(
        "2025-03-01T10:00:00Z", {name: name for name in names} | {"Dienst/Weg.md": "weg"}
    )
    repository.forget("Dienst/Weg.md", commit)
    documents, contents, source = opened(repository.folder)
    source.close()
    found = dict(zip([document.name for document in documents], contents, strict=True))
    assert found == {
        "Dienst/Weg": [FileMissing],
        **{name.removesuffix(".md"): [name.encode()] for name in names},
    }


def test_a_file_that_is_too_large_is_passed_over_and_the_next_one_read(repository: Repository) -> None:
    repository.version(
        "2025-03-01T10:00:00Z", {"Dienst/A.md": b"x" * (1024 * 1024 + 1), "Dienst/B.md": "klein"}
    )
    _, contents, source = opened(repository.folder, Limits(max_file_mb=1))
    source.close()
    assert contents == [[FileTooLarge], [b"klein"]]


def test_a_damaged_object_costs_itself_alone(repository: Repository) -> None:
    commit = repository.version("2025-03-01T10:00:00Z", {"Dienst/A.md": "stuk", "Dienst/B.md": "heel"})
    blob = repository.git("rev-parse", f"{commit}:Dienst/A.md")
    path = repository.folder / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"geen zlib")
    _, contents, source = opened(repository.folder)
    source.close()
    assert contents == [[FileMissing], [b"heel"]]


def test_nothing_of_the_repository_is_run_or_fetched(repository: Repository, tmp_path: Path) -> None:
    trap = tmp_path / "gevangen"
    command = f"touch {trap}"
    commit = repository.version(
        "2025-03-01T10:00:00Z", {"Dienst/A.md": "een", ".gitattributes": "* diff=val"}
    )
    repository.version("2025-04-01T10:00:00Z", {"Dienst/A.md": "twee"})
    repository.forget("Dienst/A.md", commit)
    for name, value in {
        "core.fsmonitor": command, "core.pager": command, "pager.log": command, "diff.external": command,
        "diff.val.textconv": command, "diff.val.command": command, "gpg.program": command,
        "log.showSignature": "true", "core.sshCommand": command, "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {trap}", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        repository.git("config", name, value)
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        path = repository.folder / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{command}\n")
        path.chmod(0o755)
    _, contents, source = opened(repository.folder)
    source.close()
    assert contents == [[FileMissing, b"twee"]]
    assert not trap.exists()


def test_replaced_objects_do_not_count(repository: Repository) -> None:
    first = repository.version("2025-03-01T10:00:00Z", {"Dienst/A.md": "echt", "Dienst/B.md": "vals"})
    repository.git("replace", f"{first}:Dienst/A.md", f"{first}:Dienst/B.md")
    _, contents, source = opened(repository.folder)
    source.close()
    assert contents == [[b"echt"], [b"vals"]]


@pytest.mark.parametrize("kind", ["no commit", "no documents", "no repository"])
def test_where_there_is_nothing_to_watch(repository: Repository, kind: str) -> None:
    if kind == "no documents":
        repository.version("2025-03-01T10:00:00Z", {"README.md": "x", "Dienst/beeld.png": b"\x89"})
    if kind == "no repository":
        shutil.rmtree(repository.folder / ".git" / "objects")
    found = git_folder(repository.folder)
    assert found is not None
    with pytest.raises(UsageError):
        _listed(found)


def _listed(repository: Path) -> tuple[Watched, ...]:
    with closing(History(repository, Limits())) as source:
        return source.documents()


def test_without_git_the_message_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match="git is not installed"):
        History(repository.folder / ".git", Limits())
