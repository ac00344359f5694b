"""What a served application does to its store, in one process, until it is killed.

    python tests/store/serving.py FOLDER URL SEED [ASSESSMENT]

A worker reads and judges; people hand in dossiers, decide, sign, comment and delete, each in a thread. After
each call that returned, what was done goes to standard output as a line of JSON: an acknowledgement. Every
text tells what else must be there, so that a reader of the store can see whether a thing is whole.

With ASSESSMENT, a file of one as the store keeps it, nothing is judged: that is the outcome, after a moment.
The process that reads is then there in a second, so that more kills fit in a minute.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import sys
import threading
import time
import traceback
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyser.model import Assessment, Document, Subject, Text, View
    from analyser.store import Store

CONTRACTS = Path(__file__).resolve().parents[2] / "samples" / "contracts"
FILES = ("gemeente-hosting.odt", "verwerkersovereenkomst.docx", "maatwerk-wijzigingen.docx")
REQUIREMENTS = ("privacy-subverwerkers", "privacy-datalek-melding", "contract-exit-overdracht")
PAUSE = 0.4  # seconds at most between what one person does
DELETED = "weg"  # the title of dossiers that are deleted as soon as they are there


def title_of(sha256s: list[str]) -> str:
    """A title that tells which files belong to the dossier."""
    return " ".join(sha256[:16] for sha256 in sha256s)


def proposal_for(reason: str) -> str:
    """The clause that goes with a reason."""
    return reason[::-1]


def main() -> None:
    from analyser.processes import Processes
    from analyser.store import Settings, open_store, tasks
    from analyser.store.work import Worker

    folder, url, seed, *assessment = sys.argv[1:]
    if assessment:
        tasks.warm, tasks.read_file, tasks.judge = get_ready, read_slowly, judge_at_once  # type: ignore[assignment]
    store = open_store(Settings.of(Path(folder), url=url))
    worker = Worker(store, Processes())
    jobs: list[Callable[[], object]] = [lambda: worker.run(threading.Event())]
    for number, person in enumerate((hand_in, hand_in_and_delete, decide, decide, decide, sign, comment)):
        chance = random.Random(f"{seed} {number}")
        jobs.append(lambda person=person, chance=chance: repeat(person, store, chance))  # type: ignore[misc]
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    say("ready")
    for thread in threads:
        thread.join()


def get_ready() -> None:
    from analyser import reading

    assert reading


def read_slowly(data: bytes, name: str, view: View) -> Document | Text:
    from analyser.store import tasks

    time.sleep(random.uniform(0, 0.4))
    return tasks.read_file(data, name, view)


def judge_at_once(documents: tuple[Document, ...], applies: tuple[Subject, ...], profile: str) -> Assessment:
    from analyser.store.codec import decode

    time.sleep(random.uniform(0, 0.4))
    return decode(Path(sys.argv[-1]).read_bytes())


_LINE = threading.Lock()


def say(kind: str, **what: object) -> None:
    """Acknowledge: the caller has seen that it was done."""
    with _LINE:
        sys.stdout.write(json.dumps({"kind": kind, **what}) + "\n")
        sys.stdout.flush()


def repeat(act: Callable[[Store, random.Random], None], store: Store, chance: random.Random) -> None:
    from analyser.errors import Conflict, NotThere

    try:
        while True:
            with contextlib.suppress(Conflict, NotThere):  # a colleague came in between
                act(store, chance)
            time.sleep(chance.uniform(0, PAUSE))
    except BaseException:
        traceback.print_exc()
        os._exit(1)  # the test sees it: it killed nothing


def files_of(chance: random.Random) -> list[tuple[str, bytes]]:
    """One or two contracts that nobody handed in before."""
    return [
        (name, unique((CONTRACTS / name).read_bytes()))
        for name in chance.sample(FILES, chance.choice((1, 1, 2)))
    ]


def unique(data: bytes) -> bytes:
    """The same contract in a file of other bytes: a package may hold a remark about itself."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = uuid.uuid4().hex.encode()
    return buffer.getvalue()


def hand_in(store: Store, chance: random.Random) -> None:
    """As soon as none waits: more would only make the test longer."""
    if not dossiers_of(store, "waiting"):
        create(store, files_of(chance))


def dossiers_of(store: Store, state: str) -> list[str]:
    """The dossiers with an analysis in this state."""
    from sqlalchemy import select

    from analyser.store.schema import analyses

    with store.dossiers.reading() as connection:
        return [*connection.scalars(select(analyses.c.dossier).where(analyses.c.state == state))]


def create(store: Store, files: list[tuple[str, bytes]], title: str = "") -> str:
    from stores import BUYER

    from analyser.store import Upload
    from analyser.store.files import hash_of

    hashes = [hash_of(data) for _, data in files]
    key = store.dossiers.create(
        BUYER, title or title_of(hashes), [Upload(name, data) for name, data in files]
    )
    say("dossier", key=key, title=title or title_of(hashes), files=hashes)
    return key


def hand_in_and_delete(store: Store, chance: random.Random) -> None:
    from stores import ADMINISTRATOR

    key = create(store, [("leeg.docx", uuid.uuid4().bytes)], DELETED)
    store.dossiers.delete(ADMINISTRATOR, key)
    say("deleted", key=key)
    time.sleep(chance.uniform(0, 4 * PAUSE))


def judged(store: Store, chance: random.Random) -> str | None:
    """One of the dossiers that can be decided on."""
    found = dossiers_of(store, "done")
    return chance.choice(found) if found else None


def decide(store: Store, chance: random.Random) -> None:
    from analyser.review import Outcome
    from analyser.store import Actor, Role

    dossier = judged(store, chance)
    if dossier is None:
        return
    requirement, author = chance.choice(REQUIREMENTS), chance.choice(("jan", "joke", "jip"))
    actor, reason = Actor(author, Role.LAWYER), uuid.uuid4().hex
    last = store.reviews.standing(actor, dossier).get(requirement)
    made = store.reviews.decide(
        actor, dossier, requirement, chance.choice(list(Outcome)), reason,
        after=last.number if last else 0, proposal=proposal_for(reason),
    )  # fmt: skip
    say(
        "decision", dossier=dossier, requirement=requirement, id=made.id, number=made.number, author=author,
        outcome=made.decision.outcome.value, reason=reason, made=made.decision.made.isoformat(),
    )  # fmt: skip


def sign(store: Store, chance: random.Random) -> None:
    from analyser.store import Actor, Role

    dossier, actor = judged(store, chance), Actor("sam", Role.LAWYER)
    if dossier is None:
        return
    open_ones = [d for d in store.reviews.standing(actor, dossier).values() if d.signed_by is None]
    if open_ones:
        decision = chance.choice(open_ones)
        store.reviews.sign_off(actor, dossier, decision)
        say("signature", decision=decision.id)


def comment(store: Store, chance: random.Random) -> None:
    from stores import BUYER

    dossier = judged(store, chance)
    if dossier is None:
        return
    words, requirement = uuid.uuid4().hex, chance.choice((*REQUIREMENTS, None))
    store.reviews.comment(BUYER, dossier, words, requirement)
    say("comment", dossier=dossier, requirement=requirement, text=words)


if __name__ == "__main__":  # not in the worker's process, which imports this file under another name
    main()
