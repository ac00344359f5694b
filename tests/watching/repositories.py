"""Git repositories of terms, made by the git program itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

Files = dict[str, bytes | str | None]  # None: taken away


class Repository:
    """A repository with a work tree, a version of its files at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, when: str = "2025-01-01T00:00:00Z") -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        person = {
            f"GIT_{who}_{what}": "archive@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        settings = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env={**kept, **person, **dates, **settings},
            capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode().strip()

    def version(self, when: str, files: Files, message: str = "Record new changes") -> str:
        """Commit these files as they were at ``when``; gives the commit."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, when=when)
        return self.git("rev-parse", "HEAD")

    def forget(self, name: str, commit: str) -> None:
        """Lose the object of a file, as a partial copy does."""
        blob = self.git("rev-parse", f"{commit}:{name}")
        (self.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
