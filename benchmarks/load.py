"""The review application under load: twenty visitors walk through it while three analyses are under way.

    python benchmarks/load.py [--visitors 20] [--workers 3] [--seconds 60] [--pause 6]

Starts the application as ``make ui`` does, in a folder of its own, hands in dossiers, and measures in three
parts of ``--seconds`` each: analyses alone, visitors alone, and both. Visitors speak Streamlit's protocol
(see ``visitor``); one real Chromium, where there is one, follows "next finding" beside them.

Prints, for each kind of page, the time from the request until the script has finished (seconds), what went
wrong, what the analyses took, and the memory of the server and its processes. An analysis starts as soon as
another ends, so that three are always under way. Visitors think for half to one and a half times ``--pause``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from cost import computing, memory
from visitor import Page, Visitor

from analyser.library import load_library
from analyser.store import Actor, Role, Settings, Store, Upload, open_store
from analyser.store.records import State
from ui import texts

ROOT: Final = Path(__file__).resolve().parents[1]
CONTRACTS: Final = ROOT / "samples" / "contracts"
UNDER_WAY: Final = 3
KEPT: Final = 10  # dossiers that visitors look at
SOMEONE: Final = Actor("load", Role.ALONE)
FLAGS: Final = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Figures:
    """What one part of the measurement saw."""

    pages: dict[str, list[Page]] = field(default_factory=lambda: defaultdict(list))
    analyses: list[float] = field(default_factory=list)  # seconds from asking to the end
    clicks: list[float] = field(default_factory=list)  # seconds until the browser showed the next finding
    memory: list[tuple[float, float]] = field(
        default_factory=list
    )  # of the server, and with its processes (MB)
    computing: float = 0.0  # seconds of processor time of the server itself


@contextmanager
def served(folder: Path, workers: int) -> Iterator[tuple[str, int]]:
    """The application on a free port: its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "ui/app.py", "--server.port", str(port)]
    environment = {
        **os.environ, "ANALYSER_DATA": str(folder), "ANALYSER_WORKERS": str(workers), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    environment.pop("ANALYSER_DATABASE_URL", None)
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/_stcore/health")
            yield address, server.pid
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    for _ in range(600):
        with suppress(OSError), urllib.request.urlopen(url, timeout=1) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def samples() -> list[Upload]:
    """The sample contracts, largest first."""
    files = (path for path in CONTRACTS.iterdir() if path.suffix in (".pdf", ".docx", ".odt"))
    return [Upload(path.name, path.read_bytes()) for path in sorted(files, key=lambda p: -p.stat().st_size)]


def fill(store: Store) -> list[str]:
    """Dossiers to look at, judged; their keys."""
    kept = [store.dossiers.create(SOMEONE, upload.name, [upload]) for upload in samples()[:KEPT]]
    while any(store.queue.last(SOMEONE, key).state in (State.WAITING, State.RUNNING) for key in kept):
        time.sleep(0.2)
    return kept


def keep_busy(store: Store, figures: Figures, stop: threading.Event) -> None:
    """Three analyses under way until told to stop, and then none; those that end are counted."""
    largest, under_way = samples()[:UNDER_WAY], set[str]()
    while not stop.wait(0.2) or under_way:
        for key in [*under_way]:
            analysis = store.queue.last(SOMEONE, key)
            if analysis.state in (State.DONE, State.FAILED) and analysis.ended is not None:
                under_way.remove(key)
                figures.analyses.append((analysis.ended - analysis.asked).total_seconds())
                store.dossiers.delete(SOMEONE, key)
        while len(under_way) < UNDER_WAY and not stop.is_set():
            upload = largest[len(figures.analyses) % UNDER_WAY]
            under_way.add(store.dossiers.create(SOMEONE, upload.name, [upload]))


async def walk(
    address: str, kept: list[str], pause: float, end: float, figures: Figures, chance: random.Random
) -> None:
    """One visitor: a dossier, some findings of it, and the library."""
    requirements = [requirement.id for requirement in load_library().requirements]
    await asyncio.sleep(chance.uniform(0, pause))

    async def see(name: str, path: str, **query: str) -> Page:
        page = await visitor.open(path, **query)
        figures.pages[name].append(page)
        rest = min(chance.uniform(0.5, 1.5) * pause, max(0.0, end - time.monotonic()))
        figures.pages[f"{name}, anew"] += await visitor.look(page, rest)
        return page

    async with Visitor(address) as visitor:
        while time.monotonic() < end:
            dossier = chance.choice(kept)
            await see("dossiers", "")
            await see("overview", "overzicht", dossier=dossier)
            page = await see(
                "finding", "bevinding", dossier=dossier, requirement=chance.choice(requirements[:30])
            )
            for _ in range(3):
                following = next((query for label, query in page.links if texts.NEXT["nl"] in label), None)
                if following is None or time.monotonic() >= end:
                    break
                page = await see("next finding", "bevinding", **dict(parse_qsl(following)))
            await see("library", "bibliotheek")
            await see("requirement", "eis", requirement=chance.choice(requirements))


def browse(address: str, dossier: str, end: float, figures: Figures) -> None:
    """One person in a real browser, who reads finding after finding."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        return
    from playwright.sync_api import sync_playwright

    requirement = load_library().requirements[0].id
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(120_000)
        following = page.get_by_role("link", name=texts.NEXT["nl"])
        while time.monotonic() < end:
            if following.count() == 0:
                page.goto(f"{address}/bevinding?dossier={dossier}&requirement={requirement}&verdict=all")
                following.first.wait_for()
            title = page.locator("h1").inner_text()
            start = time.monotonic()
            following.first.click()
            page.wait_for_function(
                "old => (document.querySelector('h1')?.innerText ?? old) !== old",
                arg=title,
            )
            figures.clicks.append(time.monotonic() - start)
            page.wait_for_timeout(2_000)
        browser.close()


def measure(
    address: str,
    server: int,
    store: Store,
    kept: list[str],
    options: argparse.Namespace,
    *,
    visitors: int,
    busy: bool,
) -> Figures:
    """One part: so many visitors, with or without analyses under way."""
    figures, stop, end = Figures(), threading.Event(), time.monotonic() + options.seconds
    before = computing(server)
    threads = [threading.Thread(target=_watch, args=(server, figures, stop))]
    if busy:
        threads.append(threading.Thread(target=keep_busy, args=(store, figures, stop)))
    if visitors:
        threads.append(threading.Thread(target=browse, args=(address, kept[0], end, figures)))
    for thread in threads:
        thread.start()

    async def all_walk() -> None:
        chances = [random.Random(number) for number in range(visitors)]
        await asyncio.gather(
            *(walk(address, kept, options.pause, end, figures, chance) for chance in chances)
        )

    asyncio.run(all_walk())
    time.sleep(max(0.0, end - time.monotonic()))
    figures.computing = computing(server) - before
    stop.set()
    for thread in threads:
        thread.join()
    return figures


def _watch(server: int, figures: Figures, stop: threading.Event) -> None:
    while not stop.wait(1):
        figures.memory.append(memory(server))


def print_pages(title: str, figures: Figures) -> None:
    """A row for each kind of page."""
    print(f"\n{title}\n{'page':20} {'asked':>6} {'median':>7} {'p95':>7} {'max':>7} {'kB':>5} {'errors':>6}")
    for name, pages in figures.pages.items():
        if pages:
            seconds = sorted(page.seconds for page in pages)
            errors = sum(bool(page.errors) for page in pages)
            size = statistics.median(page.size for page in pages) / 1000
            print(f"{name:20} {len(pages):6} {_spread(seconds)} {size:5.0f} {errors:6}")
    asked = sum(map(len, figures.pages.values())) + len(figures.clicks)
    print(f"processor time of the server: {1000 * figures.computing / max(1, asked):.0f} ms for each page")
    for kind in sorted(
        {error for pages in figures.pages.values() for page in pages for error in page.errors}
    ):
        print(f"  error: {kind}")
    if figures.clicks:
        print(f"{'click in Chromium':20} {len(figures.clicks):6} {_spread(sorted(figures.clicks))}")


def _spread(seconds: list[float]) -> str:
    p95 = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    return f"{statistics.median(seconds):7.2f} {p95:7.2f} {seconds[-1]:7.2f}"


def print_rest(title: str, figures: Figures, seconds: float) -> None:
    """Analyses and memory of one part."""
    own, all_of_it = (max(values) for values in zip(*figures.memory, strict=True))
    analyses = f"{len(figures.analyses):4} done"
    if figures.analyses:
        a_minute = 60 * len(figures.analyses) / seconds
        analyses += f", {_spread(sorted(figures.analyses))} s each, {a_minute:.0f} a minute"
    print(f"{title:20} analyses {analyses:52} memory {own:5.0f} MB, with processes {all_of_it:5.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--workers", type=int, default=UNDER_WAY)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=6.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, served(Path(name), options.workers) as (address, server):
        store = open_store(Settings.of(Path(name)))
        asyncio.run(_first_visit(address))
        kept = fill(store)
        print(f"{os.cpu_count()} cores; {vars(options)}")
        parts = {
            "analyses alone": measure(address, server, store, kept, options, visitors=0, busy=True),
            "visitors alone": measure(
                address, server, store, kept, options, visitors=options.visitors, busy=False
            ),
            "both": measure(address, server, store, kept, options, visitors=options.visitors, busy=True),
        }
        for title, figures in parts.items():
            if figures.pages:
                print_pages(title, figures)
        print()
        for title, figures in parts.items():
            print_rest(title, figures, options.seconds)
        store.close()


async def _first_visit(address: str) -> None:
    """The application opens its store, and starts its workers, when the first visitor comes."""
    async with Visitor(address) as visitor:
        await visitor.open("")


if __name__ == "__main__":
    main()
