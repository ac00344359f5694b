"""Words that are no writing, and the many odd ones that are."""

from __future__ import annotations

import time

import pytest

from analyser.reading.garble import garbled_share, is_garbled


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("'(6&5,37,21", id="letters shifted to signs"),
        pytest.param("5(&20('$&,Ï1", id="the same with an accent"),
        pytest.param("¦¦¦K", id="one sign for many letters"),
        pytest.param("´¿¢Ã°£¢", id="signs between letters"),
        pytest.param("Ø°Ø°Ø°", id="signs after letters"),
        pytest.param("άϭϰ͘ϬϬ", id="Greek and Coptic"),
        pytest.param("Ķ<", id="an opening at the end"),
        pytest.param("ັິູ", id="marks without a letter"),
        pytest.param("YB¾ŸÕ", id="a fraction before a letter"),
        pytest.param("!:.", id="signs alone"),
    ],
)
def test_what_no_writing_has(word: str) -> None:
    assert is_garbled(word)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("RAAMOVEREENKOMST Gemeente 's-Hertogenbosch / Noordmolen B.V. (2026)", id="a title"),
        pytest.param("Naam: ________ Datum: ..../..../20.. Plaats: ……… ✔ ☐ J. van 't Veld", id="signatures"),
        pytest.param("- 2 -", id="a number"),
        pytest.param("(iv) 7.3.1 § 12a 3/14", id="numbers"),
        pytest.param("<<Naam opdrachtgever>> [invullen] {{bedrag}} bestand(en) (on)gewijzigd", id="a form"),
        pytest.param('kleur="blauw" maat=12 P\ufffdtato \ue687', id="a program, and glyphs without a letter"),
        pytest.param("€ 1.250,00 12½% 20°C 30 m² 5×7 R&D AT&T NEN-EN-ISO/IEC 27001:2022", id="amounts"),
        pytest.param("https://noordmolen.example/a?b=c&d=e%20f inkoop@noordmolen.example", id="addresses"),
        pytest.param("Größe façade d'Œuvre œ ‘s “Vertrag” «Contrat» ¿Qué?", id="accents"),
        pytest.param("Σύμβαση Договор عقد חוזה", id="other scripts"),
        pytest.param("契約書（第一条） サービスのご利用×2 계약서", id="scripts of the Far East"),
        pytest.param("• ● → ─── *** ___ | ...", id="drawings alone"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_short_pages_hold(page: str) -> None:
    assert not any(is_garbled(word) for word in page.split() if any(map(str.isalnum, word)))
    assert garbled_share(page.split()) < 0.1  # a euro sign or a section mark may stand alone


def test_the_share_is_of_signs_and_leaves_drawings_out() -> None:
    assert garbled_share(["Naam", "¦¦¦K", "......", "✔"]) == 0.5


@pytest.mark.parametrize("sign", [",", ".", "(", "_", "°", "“", "a("])
def test_a_word_without_end_takes_no_time(sign: str) -> None:
    started = time.process_time()
    is_garbled("x" + 200_000 * sign + "!x")
    assert time.process_time() - started < 5
