"""Asking over a real connection: what comes back is an answer that holds, or a word on why there is none."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from second_model import (
    MODEL,
    Act,
    Handler,
    ModelServer,
    dripping,
    endless,
    envelope,
    first_words,
    model_server,
    quoting,
    redirect_to,
    saying,
    send,
    silent,
)

from analyser.library import ClauseLibrary
from analyser.model import Assessment, Verdict
from analyser.pipeline import analyse
from analyser.second_reader import Answer, Outcome, Question, Reader, Why, consult, question_of
from analyser.second_reader.answers import LONGEST, read_answer
from analyser.second_reader.question import Passage
from analyser.second_reader.transport import LARGEST

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "contracts" / "vendor-terms.pdf"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return analyse([SAMPLE])


@pytest.fixture(scope="module")
def question(assessment: Assessment, library: ClauseLibrary) -> Question:
    """About the first finding with evidence that a person should check."""
    finding = next(f for f in assessment.findings if f.review and f.evidence)
    asked = question_of(assessment, finding, library.requirement(finding.requirement), "nl")
    assert asked is not None
    return asked


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with model_server(silent) as server:
        yield server


def reader_of(model: ModelServer, **settings: str) -> Reader:
    environment = model.environment | {f"ANALYSER_SECOND_READER_{k}": v for k, v in settings.items()}
    reader = Reader.from_environment(environment)
    assert reader is not None
    return reader


def quote_of(question: Question) -> str:
    return first_words(question.passages[0].text)


def test_a_right_answer(model: ModelServer, question: Question) -> None:
    quote = quote_of(question)
    model.act = saying({"verdict": "partial", "reason": " Het staat er\n half. ", "quote": quote})
    reader = reader_of(model, KEY="geheim")
    assert consult(reader, question) == Answer(
        Outcome.ANSWERED, None, Verdict.PARTIAL, "Het staat er half.", quote
    )
    ((path, headers, body),) = model.asked
    assert (path, headers["Authorization"], headers["Content-Type"]) == (
        "/v1/chat/completions", "Bearer geheim", "application/json",
    )  # fmt: skip
    assert body == {
        "model": MODEL, "temperature": 0, "max_tokens": 800, "stream": False,
        "messages": [
            {"role": "system", "content": question.instruction}, {"role": "user", "content": question.data},
        ],
    }  # fmt: skip
    assert model.raw == [question.body(MODEL)]


def test_no_key_no_header(model: ModelServer, question: Question) -> None:
    model.act = quoting()
    assert consult(reader_of(model), question).outcome is Outcome.ANSWERED
    assert "Authorization" not in model.asked[0][1]


GOOD = {"verdict": "met", "reason": "Staat er."}


@pytest.mark.parametrize(
    ("why", "change", "kept"),
    [
        ("in a fence", lambda said: f"```json\n{json.dumps(said)}\n```", {}),
        ("in a fence without a name", lambda said: f" ```{json.dumps(said)}```\n", {}),
        ("other white space", lambda said: said | {"quote": said["quote"].replace(" ", " \n ")}, {}),
        ("missing needs no quote", lambda said: said | {"verdict": "missing", "quote": ""},
         {"verdict": Verdict.MISSING, "quote": ""}),
        ("a reason without end", lambda said: said | {"reason": "lang " * LONGEST},
         {"reason": ("lang " * LONGEST)[: LONGEST - 1].rstrip() + "…"}),
        ("control characters", lambda said: said | {"reason": "a\u0000b\u001b[2Jc\ud800d\u202ee"},
         {"reason": "a\ufffdb\ufffd[2Jc\ufffdde"}),
    ],
)  # fmt: skip
def test_answers_that_hold(
    why: str, change: Any, kept: dict[str, Any], model: ModelServer, question: Question
) -> None:
    quote = quote_of(question)
    model.act = saying(change(GOOD | {"quote": quote}))
    expected = {"verdict": Verdict.MET, "reason": "Staat er.", "quote": quote} | kept
    assert consult(reader_of(model), question) == Answer(Outcome.ANSWERED, **expected)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Dit voldoet volgens mij.", Why.FORM),
        ("{'verdict': 'met'}", Why.FORM),
        ("[1, 2", Why.FORM),
        ("```", Why.FORM),
        ("```json" + " " * 200_000 + "x", Why.FORM),
        ("[" * 100_000, Why.FORM),
        ("1" * 10_000, Why.FORM),
        ([GOOD], Why.FORM),
        (GOOD, Why.FORM),
        (GOOD | {"quote": "QUOTE", "sure": True}, Why.FORM),
        (GOOD | {"quote": ["QUOTE"]}, Why.FORM),
        (GOOD | {"quote": "QUOTE", "reason": "\u200b \u200b"}, Why.FORM),
        (GOOD | {"quote": "QUOTE", "verdict": "voldoet"}, Why.VERDICT),
        (GOOD | {"quote": "QUOTE", "verdict": "MET"}, Why.VERDICT),
        (GOOD | {"quote": "QUOTE", "verdict": "not_applicable"}, Why.VERDICT),
        (GOOD | {"quote": ""}, Why.QUOTE),
        (GOOD | {"quote": "de"}, Why.QUOTE),
        (GOOD | {"quote": "woorden die in geen contract staan"}, Why.QUOTE),
        (GOOD | {"quote": "QUOTE en nog iets erbij"}, Why.QUOTE),
        (GOOD | {"quote": "NORM"}, Why.QUOTE),
    ],
)
def test_answers_that_are_thrown_away(said: Any, why: Why, model: ModelServer, question: Question) -> None:
    norm = json.loads(question.data)["requirement"]["norm"]
    words = said if isinstance(said, str) else json.dumps(said)
    filled = words.replace("QUOTE", json.dumps(quote_of(question))[1:-1]).replace("NORM", first_words(norm))
    model.act = saying(filled)
    assert consult(reader_of(model), question) == Answer(Outcome.DISCARDED, why)


@pytest.mark.parametrize(
    ("quote", "holds"),
    [
        ("meldt onwettig gebruik", True),
        ("Leverancier1 meldt onwettig", True),
        ("Leverancier meldt onwettig", False),
        ("wettig gebruik binnen 30 dagen", False),
        ("onwettig gebruik binn", False),
        ("0 dagen (artikel 4).", False),
        ("binnen 30 dagen", True),
        ("meldt wettig gebruik", False),
        ("Meldt onwettig gebruik", False),
        ("dagen. Wettig gebruik meldt", True),
        ("naleving van een eis", False),
        ("zij. Bij niet", False),
        ("niet-naleving van een eis", True),
        ("- en pas dan", True),
        (". . . .", False),
        ("4 . . .", False),
        ("meldt , onwettig gebruik", False),
        ("meldt\u00a0onwettig \u200bgebruik", True),
    ],
)
def test_quotes_are_whole_words_of_the_contract(quote: str, holds: bool, question: Question) -> None:
    told = (
        "1 Leverancier1 meldt onwettig gebruik binnen 30 dagen (artikel 4). . . . . "
        "Na 30 dagen. Wettig gebruik meldt zij. Bij niet-naleving van een eis - en pas dan"
    )
    asked = replace(question, passages=(Passage("clause", told),))
    answer = read_answer(envelope(json.dumps(GOOD | {"quote": quote})), asked)
    assert (answer.outcome, answer.why) == (
        (Outcome.ANSWERED, None) if holds else (Outcome.DISCARDED, Why.QUOTE)
    )


def raw(data: bytes, *, then: bytes = b"") -> Act:
    """A server that sends these bytes, and then others without end."""

    def act(handler: Handler, _: object) -> None:
        handler.wfile.write(data)
        while then and not handler.model.stop.is_set():
            handler.wfile.write(then)

    return act


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("act", "outcome", "why"),
    [
        (raw(CHUNKS + b"-1\r\n", then=b"x" * 65536), Outcome.DISCARDED, Why.TOO_LARGE),
        (raw(CHUNKS, then=b"1\r\nx\r\n" * 1000), Outcome.DISCARDED, Why.TOO_LARGE),
        (raw(CHUNKS + b"0\r\n", then=b"a: b\r\n" * 1000), Outcome.DISCARDED, Why.TOO_LARGE),
        (raw(b"", then=b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), Outcome.DISCARDED, Why.TOO_LARGE),
        (raw(CHUNKS + b"-5\r\nabc"), Outcome.FAILED, Why.PROTOCOL),
        (raw(CHUNKS + b"x\r\nabc"), Outcome.FAILED, Why.PROTOCOL),
        (raw(HEAD, then=b"a: b\r\n" * 1000), Outcome.FAILED, Why.PROTOCOL),
        (raw(HEAD + b"a: ", then=b"b" * 65536), Outcome.FAILED, Why.PROTOCOL),
        (raw(b"HTTP/1.1 2OO OK\r\n\r\n"), Outcome.FAILED, Why.PROTOCOL),
        (raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(10**7))),
         Outcome.DISCARDED, Why.PROTOCOL_BODY),
    ],
    ids=[
        "a chunk of all there is", "chunks without end", "trailers without end", "nothing but 100",
        "a chunk of less than nothing", "a chunk of no number", "headers without end", "a header without end",
        "no status", "a bomb",
    ],
)  # fmt: skip
def test_hostile_servers(
    act: Act, outcome: Outcome, why: Why, model: ModelServer, question: Question
) -> None:
    model.act = act
    assert consult(reader_of(model), question) == Answer(outcome, why)
    assert len(model.asked) == 1


def test_a_kind_of_address_that_this_machine_has_not(
    model: ModelServer, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where IPv6 is switched off, and the name has an address of it first."""
    here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", model.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(9999, *here[1:]), here])
    model.act = quoting()
    assert consult(reader_of(model), question).outcome is Outcome.ANSWERED


HTML = b"<html><h1>Bad gateway</h1></html>"


@pytest.mark.parametrize(
    ("act", "outcome", "why"),
    [
        (lambda h, _: send(h, HTML, 502, "text/html"), Outcome.FAILED, Why.SERVER),
        (lambda h, _: send(h, HTML, 200, "text/html"), Outcome.DISCARDED, Why.PROTOCOL_BODY),
        (lambda h, _: send(h, b'{"choices": []}'), Outcome.DISCARDED, Why.PROTOCOL_BODY),
        (lambda h, _: send(h, b"[]"), Outcome.DISCARDED, Why.PROTOCOL_BODY),
        (lambda h, _: send(h, b"\xff\xfe"), Outcome.DISCARDED, Why.PROTOCOL_BODY),
        (lambda h, _: send(h, b""), Outcome.DISCARDED, Why.PROTOCOL_BODY),
        (lambda h, _: send(h, envelope(None)), Outcome.DISCARDED, Why.PROTOCOL_BODY),
        (lambda h, _: send(h, b" " * (LARGEST + 1)), Outcome.DISCARDED, Why.TOO_LARGE),
        (lambda h, _: send(h, b"{}", 401), Outcome.REFUSED, Why.KEY),
        (lambda h, _: send(h, b"{}", 404), Outcome.REFUSED, Why.REQUEST),
        (lambda h, _: send(h, b"{}", 429), Outcome.REFUSED, Why.REQUEST),
        (lambda h, _: h.wfile.write(b"SSH-2.0-OpenSSH\r\n"), Outcome.FAILED, Why.PROTOCOL),
        (lambda h, _: None, Outcome.FAILED, Why.CONNECTION),
        (endless, Outcome.DISCARDED, Why.TOO_LARGE),
    ],
    ids=[
        "HTML error page", "HTML and 200", "no choice", "no object", "no UTF-8", "nothing", "no content",
        "too large", "no key", "no model", "too often", "no HTTP", "hung up", "endless body",
    ],
)  # fmt: skip
def test_servers_that_do_not_answer(
    act: Act, outcome: Outcome, why: Why, model: ModelServer, question: Question
) -> None:
    model.act = act
    assert consult(reader_of(model), question) == Answer(outcome, why)
    assert len(model.asked) == 1  # and it is not asked again


@pytest.mark.parametrize("act", [silent, dripping], ids=["silent", "a byte now and then"])
def test_slow_servers_end_at_the_limit(act: Act, model: ModelServer, question: Question) -> None:
    model.act = act
    begun = time.monotonic()
    assert consult(reader_of(model, SECONDS="1"), question) == Answer(Outcome.TIMED_OUT, Why.TIME)
    assert time.monotonic() - begun >= 1
    assert len(model.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(status: int, model: ModelServer, question: Question) -> None:
    with model_server(quoting()) as other:
        model.act = redirect_to(f"http://127.0.0.1:{other.port}/v1/chat/completions", status)
        assert consult(reader_of(model), question) == Answer(Outcome.REFUSED, Why.REDIRECT)
        assert (len(model.asked), other.asked) == (1, [])


def test_proxies_of_the_environment_are_not_used(
    model: ModelServer, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.act = quoting()
    with model_server(quoting()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert consult(reader_of(model), question).outcome is Outcome.ANSWERED
        assert (len(model.asked), proxy.asked) == (1, [])


def test_nobody_there(question: Question) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        reader = Reader(False, "127.0.0.1", port, "/v1/chat/completions", MODEL, "", 5)
        assert consult(reader, question) == Answer(Outcome.FAILED, Why.CONNECTION)


def test_a_name_that_cannot_be_one(question: Question) -> None:
    reader = Reader(True, "a" * 70, 443, "/v1/chat/completions", MODEL, "", 5)
    assert consult(reader, question) == Answer(Outcome.FAILED, Why.CONNECTION)


def test_without_tls_nothing_goes_to_another_machine(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine whose "localhost" is somewhere else: no connection is tried."""
    elsewhere = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: elsewhere)
    reader = Reader(False, "localhost", 80, "/v1/chat/completions", MODEL, "", 5)
    assert consult(reader, question) == Answer(Outcome.FAILED, Why.CONNECTION)


def test_a_server_without_tls_where_tls_is_asked(model: ModelServer, question: Question) -> None:
    reader = Reader(True, "127.0.0.1", model.port, "/v1/chat/completions", MODEL, "geheim", 10)
    assert consult(reader, question) == Answer(Outcome.FAILED, Why.CERTIFICATE)
    assert model.asked == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that only its maker vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "proef")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "proef.pem"
    encoding = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(encoding, *plain) + made.public_bytes(encoding))
    return file


@pytest.mark.parametrize("trusted", [True, False])
def test_tls_with_a_certificate_that_is_trusted_or_not(
    trusted: bool, certificate: Path, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with model_server(quoting(), tls) as server:
        reader = Reader(True, "127.0.0.1", server.port, "/v1/chat/completions", MODEL, "geheim", 30)
        answer = consult(reader, question)
        told = (answer.outcome, answer.why, len(server.asked))
    refused = (Outcome.FAILED, Why.CERTIFICATE, 0)
    assert told == ((Outcome.ANSWERED, None, 1) if trusted else refused)
