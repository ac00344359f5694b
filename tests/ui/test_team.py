"""A team in real browsers: everyone signs in with the identity provider and does what their role allows.

The whole way of a contract: the buyer hands it in, a lawyer decides, another signs and is told when someone
was first, the result goes back to the supplier, and the administrator deletes the dossier.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from application import free_port, served
from axe import show_in, violations
from browsing import WIDE, settled, upload
from identity_provider import CLIENT, provided
from judging import SAMPLES, SECONDS
from playwright.sync_api import Browser, Page, expect

from analyser.store import Actor, Role, Settings, open_store

pytestmark = pytest.mark.browser

BUYER, LAWYER, SECOND, ADMINISTRATOR, STRANGER = (
    f"{name}@rijk.example" for name in ("ines", "jan", "joke", "bea", "vreemd")
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("team")


@pytest.fixture(scope="module")
def team(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application as a team runs it, with its identity provider."""
    port, secrets = free_port(), tmp_path_factory.mktemp("secrets") / "secrets.toml"
    names = (BUYER, LAWYER, SECOND, ADMINISTRATOR, STRANGER)
    with provided(free_port(), names) as provider:
        secrets.write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{"geheim" * 8}"
client_id = "{CLIENT}"
client_secret = "{"sleutel" * 4}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
        )
        environment = {
            "ANALYSER_DATA": str(data), "ANALYSER_SIGN_IN": "oidc", "ANALYSER_ADMIN": ADMINISTRATOR.upper(),
        }  # fmt: skip
        with served(port, "--secrets.files", str(secrets), environment=environment) as address:
            yield address


@pytest.fixture
def people(browser: Browser, team: str) -> Iterator[People]:
    opened = People(browser, team)
    yield opened
    opened.close()


class People:
    """Colleagues, each with a browser of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}
        self.address = address

    def stranger(self) -> Page:
        """Someone at the door."""
        context = self._browser.new_context(viewport=WIDE)
        context.set_default_timeout(1000 * SECONDS)
        page = self._pages[""] = context.new_page()
        page.goto(self.address)
        page.get_by_role("button", name="Meld u aan").wait_for()
        return page

    def page(self, name: str, url: str = "") -> Page:
        """Someone's page, after they signed in."""
        if name not in self._pages:
            page = self.stranger()
            page.get_by_role("button", name="Meld u aan").click()
            page.get_by_role("link", name=name).click()
            expect(page.get_by_role("button", name="Meld u af")).to_be_visible(timeout=1000 * SECONDS)
            self._pages[name] = self._pages.pop("")
        page = self._pages[name]
        if url:
            page.goto(url)
            settled(page)
        return page

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()


def test_who_has_no_role_sees_nothing(people: People) -> None:
    page = people.page(STRANGER)
    expect(page.get_by_text(f"U bent aangemeld als {STRANGER}, maar u heeft hier nog geen")).to_be_visible()
    assert page.get_by_role("link", name="Dossiers").count() == 0
    page.get_by_role("button", name="Meld u af").click()
    expect(page.get_by_role("button", name="Meld u aan")).to_be_visible(timeout=1000 * SECONDS)


def test_who_followed_a_link_arrives_there_after_signing_in(browser: Browser, people: People) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    page.set_default_timeout(1000 * SECONDS)
    wanted = f"{people.address}/eis?lang=en&requirement=contract-escrow-broncode"
    page.goto(wanted)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=ADMINISTRATOR).click()
    expect(page.get_by_role("heading", name="Escrow", level=1)).to_be_visible(timeout=1000 * SECONDS)
    assert page.url == wanted
    page.context.close()


def test_the_way_of_a_contract(people: People, data: Path, tmp_path: Path) -> None:
    administrator = people.page(ADMINISTRATOR, f"{people.address}/beheer")
    for name, role in ((BUYER, "inkoper"), (LAWYER, "jurist"), (SECOND, "jurist")):
        give_role(administrator, name, role)

    buyer = people.page(BUYER)
    upload(buyer, people.address, SAMPLES / "vendor-terms.docx", SAMPLES / "ai-saas-met-gaten.pdf")
    expect(buyer.get_by_text(f"bij {BUYER}")).to_be_visible()
    overview = buyer.url
    buyer.locator("[class*=st-key-row-] a").first.click()  # a knock-out: they stand first
    buyer.wait_for_url("**/bevinding?*")
    settled(buyer)
    finding = buyer.url
    expect(buyer.get_by_text("beslissen doet een jurist")).to_be_visible()
    assert buyer.get_by_role("button", name="Leg vast").count() == 0
    buyer.get_by_label("Uw opmerking").fill("De leverancier wil hier <b>niet</b> van af.")
    buyer.get_by_role("button", name="Plaats opmerking").click()
    expect(buyer.get_by_text("Uw opmerking is geplaatst.")).to_be_visible()

    lawyer, second = people.page(LAWYER, finding), people.page(SECOND, finding)
    expect(lawyer.get_by_text("De leverancier wil hier <b>niet</b> van af.")).to_be_visible()
    decide(lawyer, "Niet aanvaardbaar", "Dit kan zo niet worden getekend.")
    expect(lawyer.get_by_text("Uw beslissing is vastgelegd.")).to_be_visible()
    expect(lawyer.get_by_text("een tweede jurist moet uw beslissing ondertekenen")).to_be_visible()
    assert lawyer.get_by_role("button", name="Onderteken deze beslissing").count() == 0

    decide(second, "Afwijking aanvaard", "Ik had dit niet gezien.")  # on the page as it was before
    expect(second.get_by_text(f"{LAWYER} was u voor")).to_be_visible()
    second.get_by_role("button", name="Onderteken deze beslissing").click()
    expect(second.get_by_text(f"Ondertekend door {SECOND}")).to_be_visible()

    lawyer.goto(overview)
    settled(lawyer)
    expect(lawyer.get_by_role("status").filter(has_text="1 van ")).to_be_visible()
    with lawyer.expect_download() as download:
        lawyer.get_by_role("button", name="met opmerkingen (Word)").click()
    download.value.save_as(tmp_path / "terug.docx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "terug.docx").read_bytes())) as package:
        assert LAWYER in package.read("word/comments.xml").decode()
    assert lawyer.get_by_role("button", name="Rond af").count() == 0

    gone = people.page(ADMINISTRATOR, overview)
    assert gone.get_by_role("button", name="met opmerkingen (Word)").count() == 0
    gone.get_by_role("button", name="Dossier wissen").click()
    gone.get_by_role("dialog").get_by_role("button", name="Wis het dossier").click()
    expect(gone.get_by_text("Er is geen dossier gevonden.")).to_be_visible()
    buyer.goto(overview)
    expect(buyer.get_by_text("Dit dossier is er niet, of het is gewist.")).to_be_visible()

    store = open_store(Settings.of(data))
    assert store.verify() == ()
    assert store.users(Actor(ADMINISTRATOR, Role.ADMINISTRATOR)) == (
        (ADMINISTRATOR, Role.ADMINISTRATOR),
        (BUYER, Role.BUYER),
        (LAWYER, Role.LAWYER),
        (SECOND, Role.LAWYER),
    )
    store.close()


def test_axe_finds_nothing_on_what_only_a_team_sees(people: People) -> None:
    found = {
        "door": violations(people.stranger()),
        "refused": violations(people.page(STRANGER)),
        "administration": violations(people.page(ADMINISTRATOR, f"{people.address}/beheer")),
        "no uploads": violations(people.page(ADMINISTRATOR, f"{people.address}/nieuw")),
    }
    dark = people.page(ADMINISTRATOR, f"{people.address}/beheer")
    show_in(dark, "dark")
    found["dark"] = violations(dark)
    assert {page: seen for page, seen in found.items() if seen} == {}


def give_role(page: Page, name: str, role: str) -> None:
    page.get_by_label("Naam", exact=True).fill(name)
    page.get_by_role("combobox", name="Rol").click()
    page.get_by_role("option", name=role, exact=True).click()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    settled(page)


def decide(page: Page, outcome: str, reason: str) -> None:
    page.get_by_text(outcome, exact=True).click()
    page.get_by_role("textbox", name="Waarom? (verplicht)").fill(reason)
    page.get_by_role("button", name="Leg vast").click()
