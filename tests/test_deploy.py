"""The files of a team installation: what they name exists, and what they promise to close is closed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit import config

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
FILES = (
    "Dockerfile",
    "compose.yaml",
    "compose.oidc.yaml",
    "analyser.env.example",
    "contract-analyser.service",
    "contract-analyser-worker.service",
)
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_variable_is_one_that_is_read(name: str) -> None:
    modules = (path for top in ("analyser", "ui") for path in (ROOT / top).rglob("*.py"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    ours = set(re.findall(r'"(ANALYSER_[A-Z_]+)"', code))
    known = ours | {option.env_var for option in config._config_options_template.values()}
    used = set(re.findall(r"\b(?:ANALYSER|STREAMLIT)_[A-Z_]+\b", text(name)))
    assert used - known == set()


def test_what_goes_into_the_image_is_there_and_let_through() -> None:
    copied = [line.split()[1:-1] for line in text("Dockerfile").splitlines() if line.startswith("COPY ")]
    sources = {source for sources in copied for source in sources}
    let_through = {line[1:] for line in text("Dockerfile.dockerignore").splitlines() if line.startswith("!")}
    assert sources == let_through
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_no_container_may_do_more_than_it_must() -> None:
    hardened = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
    assert {
        name: {key: service.get(key) for key in hardened} for name, service in SERVICES.items()
    } == dict.fromkeys(SERVICES, hardened)
    assert {name: service["cap_add"] for name, service in SERVICES.items() if "cap_add" in service} == {
        "proxy": ["NET_BIND_SERVICE"]
    }


def test_only_the_proxy_touches_the_outside() -> None:
    inside = {name for name, network in COMPOSE["networks"].items() if network.get("internal")}
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    assert {name for name, service in SERVICES.items() if not set(service["networks"]) <= inside} == {"proxy"}


def test_who_opens_files_of_strangers_reaches_the_database_only() -> None:
    (network,) = SERVICES["worker"]["networks"]
    assert {name for name, service in SERVICES.items() if network in service["networks"]} == {
        "worker", "database",
    }  # fmt: skip


def test_the_proxy_removes_every_header_that_the_application_trusts() -> None:
    example = text("analyser.env.example")
    found = re.search(r"^#STREAMLIT_SERVER_TRUSTED_USER_HEADERS='(.*)'$", example, re.MULTILINE)
    assert found is not None
    removed = set(re.findall(r"^\t\trequest_header -(\S+)$", text("Caddyfile"), re.MULTILINE))
    assert set(json.loads(found[1])) - removed == set()
    order = [
        text("Caddyfile").index(word) for word in ("request_header -", "forward_auth {", "reverse_proxy {")
    ]
    assert order == sorted(order)


def test_images_go_by_their_short_names() -> None:
    """Whoever installs chooses the registry, or a mirror of one."""
    images = re.findall(
        r"^(?:FROM|\s+image:) (\S+)$", text("Dockerfile") + text("compose.yaml"), re.MULTILINE
    )
    assert sorted(images) == ["caddy:2", "contract-analyser", "postgres:17", "python:3.12-slim"]
