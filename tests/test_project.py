"""The promises of the project as a whole: what may stand in the repository, and who imports whom."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from analyser.cli import app

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "analyser"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 400

_TEXT = frozenset(
    ".py .md .toml .yaml .yml .json .txt .lock .html .css .js .sh .j2 .cfg .ini .svg".split()
) | {""}


def _committed() -> list[Path]:
    """Files under version control, and new ones that would be; everything where there is no git."""
    git = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(git, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git work tree")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def _texts() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in _committed()
        if path.suffix in _TEXT and path != Path(__file__).resolve()
    ]


FORBIDDEN = {
    "a path of one machine": r"(?<![\w.~{}])/(?:work|home|root|Users|opt|mnt)/\w",
    "the address of a package index": r"(?:pypi\.org|pythonhosted\.org|index-url|find-links[ =])",
    "a Windows profile path": r"[A-Z]:\\\\?Users",
    "a private key": r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY",
}


@pytest.mark.parametrize(("what", "expression"), FORBIDDEN.items(), ids=list(FORBIDDEN))
def test_no_committed_file_holds(what: str, expression: str) -> None:
    pattern = re.compile(expression)
    allowed = {"Makefile": "find-links"}  # the option that keeps the address out of the lock
    found = [
        f"{name}: {match.group()}"
        for name, text in _texts()
        for match in pattern.finditer(text)
        if not (name in allowed and "emit" in text[max(0, match.start() - 10) : match.start()])
    ]
    assert found == [], what


def test_the_code_names_no_address_of_others() -> None:
    """Nothing leaves the machine, so code, templates and pages have no address to go to.

    Namespaces are names, not addresses; the local address of the application is its own.
    """
    address = re.compile(r"(?:https?:|(?<![\w:/])//)(?://)?([a-z0-9][\w.-]*\.[a-z]{2,})", re.I)
    namespaces = frozenset(
        {
            "schemas.openxmlformats.org",
            "purl.oclc.org",
            "schemas.microsoft.com",
            "www.w3.org",
            "json-schema.org",
            "purl.org",
        }
    )
    found = [
        f"{name}: {match.group()}"
        for name, text in _texts()
        if name.startswith(("analyser/", "ui/", "benchmarks/")) and not name.endswith(".txt")
        for match in address.finditer(text)
        if match.group(1).lower() not in namespaces
    ]
    assert found == []


def test_nothing_is_pickled() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in [*MODULES, *sorted((ROOT / "ui").rglob("*.py"))]
        for name in _imported(path)
        if name.split(".")[0] in {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
    ]
    assert found == []


def test_no_binary_is_committed_that_loads_code() -> None:
    suffixes = {".pkl", ".pickle", ".joblib", ".so", ".dll", ".exe", ".pyc", ".whl", ".bin", ".sqlite"}
    assert [str(path.relative_to(ROOT)) for path in _committed() if path.suffix in suffixes] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_says_what_it_is_for(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_LINES
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring, "a module starts with what it is for"
    assert module.stem not in {"helpers", "utils", "util", "manager", "processor", "common", "misc"}


# Each part of the flow, and what it may import of the others; from left to right, never back.
MAY_IMPORT = {
    "errors": set[str](),
    "papers": set[str](),
    "positions": set[str](),
    "patterns": set[str](),
    "verdicts": set[str](),
    "model": {"papers", "positions", "verdicts"},
    "library": {"errors", "model", "patterns"},
    "reading": {"errors", "model", "positions"},
    "matching": {"errors", "model", "positions", "patterns", "library", "reading"},
    "precedence": {"model", "papers", "matching"},
    "standing": {"model", "library", "matching", "precedence"},
    "decide": {"model", "library", "matching", "precedence", "standing"},
    "weigh": {"model", "library", "matching", "decide"},
    "explain": {"model", "library", "matching", "decide", "weigh"},
    "assess": {"model", "positions", "library", "matching", "precedence", "decide", "weigh", "explain"},
    "review": {"model", "library"},
    "award": {"errors", "model", "library"},
    "second_reader": {"errors", "model", "library", "reading"},
    "comparing": {"model", "library", "reading"},
    "processes": set[str](),
    "isolation": {"errors", "model", "processes", "reading"},
    "portfolio": {"errors", "model", "library", "award"},
    "parties": {"model"},
    "pipeline": {"errors", "model", "library", "reading", "matching", "assess"},
    "evaluation": {"errors", "model", "library", "reading", "pipeline"},
    "learning": {"errors", "model", "library", "reading", "matching", "decide", "weigh", "evaluation"},
    "report": {
        "errors",
        "model",
        "papers",
        "positions",
        "library",
        "reading",
        "learning",
        "review",
        "portfolio",
        "award",
        "comparing",
    },
}
# Where one part is not open to another as a whole. Matching reads the clause tree and nothing else of
# reading, and so does the second reader; the order of papers asks matching where a sentence begins;
# comparing reads the tree and the numbers of clauses; a report the sentences of the notices, what a Word
# file is written on with, and the type of what calibrating measured.
DOORS = {
    ("matching", "reading"): {"analyser.reading.tree"},
    ("precedence", "matching"): {"analyser.matching.sentences"},
    ("comparing", "reading"): {"analyser.reading.tree", "analyser.reading.clause_numbers"},
    ("second_reader", "reading"): {"analyser.reading.tree"},
    ("report", "reading"): {
        "analyser.reading.notices",
        "analyser.reading.docx",
        "analyser.reading.docx_parts",
        "analyser.reading.limits",
        "analyser.reading.line",
        "analyser.reading.package",
    },
    ("report", "learning"): {"analyser.learning.calibrate.Calibrated"},
    ("evaluation", "reading"): {"analyser.reading.limits"},
    ("learning", "evaluation"): {"analyser.evaluation.gold"},
}
# What is learned knows words, parties and the clause tree; of the rules and the library it knows nothing.
LEARNED_MAY_IMPORT = {
    "analyser.matching.learned",
    "analyser.matching.actors",
    "analyser.matching.compounds",
    "analyser.reading.tree",
    "analyser.errors",
    "analyser.model",
}
# Parts without a test file of their own, with the one whose tests go through them.
EXERCISED_BY = {
    "cli_options": "cli",
    "decide": "assess",
    "explain": "assess",
    "positions": "model",
    "verdicts": "model",
}


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_imports_run_in_one_direction(part: str) -> None:
    wrong = []
    for module in MODULES:
        if _part(module) != part:
            continue
        for name in _imported(module):
            if not name.startswith("analyser."):
                continue
            other = name.split(".")[1]
            closed = (part, other) in DOORS and not _through_door(name, DOORS[part, other])
            if other != part and (other not in MAY_IMPORT[part] or closed):
                wrong.append(f"{module.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_what_is_learned_knows_nothing_of_the_rules() -> None:
    learned = [module for module in MODULES if "learned" in module.parts]
    assert learned != []
    wrong = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in learned
        for name in _imported(module)
        if name.startswith("analyser.") and not _through_door(name, LEARNED_MAY_IMPORT)
    ]
    assert wrong == []


def test_only_learning_needs_scikit_learn() -> None:
    """Analysing runs without it: no other part imports it, or learning, but to name a type."""
    costly = {"sklearn", "scipy", "analyser.learning"}
    importing = {
        _part(module)
        for module in MODULES
        for name in _imported(module, types=False)
        if _through_door(name, costly)
    }
    assert importing == {"learning"}


def test_no_part_is_left_out_of_the_order() -> None:
    above = {  # may import anything below
        *("__init__", "__main__", "batch", "store", "watching"),
        *("cli", "cli_compare", "cli_files", "cli_library", "cli_options", "cli_review", "cli_store"),
        "cli_watch",
    }
    assert {_part(module) for module in MODULES} - above == set(MAY_IMPORT)


def _part(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _through_door(name: str, doors: set[str]) -> bool:
    return any(name == door or name.startswith(f"{door}.") for door in doors)


def _imported(module: Path, *, types: bool = True) -> list[str]:
    """Full names of what a module imports: "analyser.model.Clause", "json".

    Without ``types`` those are left out that only a type checker imports.
    """
    names = []
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for checked in (node for node in ast.walk(tree) if not types and isinstance(node, ast.If)):
        if ast.unparse(checked.test) == "TYPE_CHECKING":
            checked.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports by full name only"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


SEEING_TEXT = set(
    "reading matching decide weigh explain assess comparing library patterns learning evaluation "
    "second_reader".split()
)


@pytest.mark.parametrize(
    "module",
    [m for m in MODULES if _part(m) in SEEING_TEXT],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_contract_text_goes_to_no_log_and_no_screen(module: Path) -> None:
    """The parts that see contract text neither print nor log; quieting a library's log is fine."""
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    spoken = re.compile(
        r"print|pprint|warnings\.warn|sys\.std(?:out|err)\.write|"
        r"\w*log\w*\.(?:debug|info|warning|error|exception|critical|log)"
    )
    assert [call for call in calls if spoken.fullmatch(call)] == []


@pytest.mark.parametrize("part", sorted({_part(module) for module in MODULES} - {"__init__", "__main__"}))
def test_every_part_has_tests(part: str) -> None:
    name = EXERCISED_BY.get(part, part)
    found = [*(ROOT / "tests").glob(f"test_{name}.py"), *(ROOT / "tests" / name).glob("test_*.py")]
    assert found, f"neither tests/test_{name}.py nor tests/{name}/test_*.py"


def test_every_target_of_the_makefile_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split())  # type: ignore[union-attr]
    written = "\n".join(_manuals().values())
    named = set(re.findall(r"`make ([a-z]+)", written)) | set(
        re.findall(r"^\s*make ([a-z]+)", written, re.MULTILINE)
    )
    assert targets == phony
    assert targets <= named, "targets that no document names"
    assert named <= targets, "documents name targets that do not exist"


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    commands = get_command(app)
    existing = set()
    for name, command in commands.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        existing |= {f"{name} {child}" for child in below} if below else {name}
    written = "\n".join(_manuals().values())
    named = {
        " ".join(words)
        for words in (
            tuple(filter(None, match))
            for match in re.findall(r"analyser (library|[a-z]+)(?: ([a-z-]+))?", written)
        )
    }
    missing = {command for command in existing if not any(n.startswith(command) for n in named)}
    assert missing == set(), "commands that no document names"
    starts = {command.split()[0] for command in existing}
    quoted = set(
        re.findall(r"[`$ ]analyser ([a-z]+)[ `\n]", "\n".join(_code(t) for t in _manuals().values()))
    )
    assert quoted <= starts, "documents name commands that do not exist"


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{name}: {target}"
        for name, text in _manuals().items()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert dead == []


def _manuals() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in [
            *ROOT.glob("*.md"),
            *(ROOT / "docs").glob("*.md"),
            *(ROOT / "clause_library").glob("*.md"),
        ]
    }


def _code(text: str) -> str:
    """What stands in code: fenced, indented or between backticks."""
    fenced = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^    .*$", text, re.MULTILINE)
    inline = re.findall(r"`[^`\n]+`", text)
    return "\n".join([*fenced, *indented, *inline])
