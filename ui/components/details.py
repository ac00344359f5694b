"""What a dossier is called, whose it is, which files were made from it, and deleting it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from analyser.report.texts.review import long_day
from analyser.store import Action
from analyser.store.dossiers import LONGEST_SUPPLIER
from ui import texts
from ui.address import Address
from ui.components.messages import text
from ui.components.notice import attempt, notify, show_notice
from ui.components.profiles import choose_profile
from ui.dossiers import Dossier
from ui.visit import Screen, Visit

_PLACE: Final = "details"


def show_details(dossier: Dossier, visit: Visit) -> None:
    """Title, supplier and owner, and the log of exports; deletion for who may do that."""
    st.header(visit.say(texts.DETAILS), anchor=False)
    show_notice(_PLACE)
    made = long_day(dossier.stored.made.astimezone().date(), visit.language)
    st.html(f"<p>{text(visit.say(texts.MADE_BY, who=dossier.stored.made_by, day=made))}</p>")
    _exports(dossier, visit)
    if dossier.may(Action.UPLOAD):
        with st.expander(visit.say(texts.CHANGE_DETAILS)):
            _form(dossier, visit)
    if dossier.may(Action.DELETE) and st.button(visit.say(texts.FORGET)):
        _confirm_deletion(dossier, visit)


def _exports(dossier: Dossier, visit: Visit) -> None:
    """Which files were made for the supplier, by whom and when; their fingerprint proves which they were."""
    exports = dossier.exports()
    if not exports:
        return
    items = "".join(
        f"<li>{escape(visit.say(texts.EXPORT_KIND[export.kind]))}, {text(export.author)}, "
        f'{long_day(export.made.astimezone().date(), visit.language)} <span class="note hash">SHA-256 '
        f"{export.sha256}</span></li>"
        for export in exports
    )
    with st.expander(visit.say(texts.EXPORTS, n=len(exports))):
        st.html(f"<ul>{items}</ul>")


def _form(dossier: Dossier, visit: Visit) -> None:
    fields = [f"{name}-{dossier.key}" for name in ("title", "owner", "supplier", "profile")]
    title, owner, supplier, profile = fields
    found = dossier.stored.supplier_found
    with st.form(f"details-{dossier.key}", border=False):
        st.text_input(visit.say(texts.DOSSIER_TITLE), dossier.stored.title, key=title, max_chars=300)
        st.text_input(
            visit.say(texts.SUPPLIER), dossier.stored.supplier, key=supplier, max_chars=LONGEST_SUPPLIER,
            help=visit.say(texts.SUPPLIER_FOUND_HELP if found else texts.SUPPLIER_HELP),
        )  # fmt: skip
        st.text_input(
            visit.say(texts.OWNER), dossier.stored.owner, key=owner, max_chars=200,
            help=visit.say(texts.OWNER_HELP),
        )  # fmt: skip
        choose_profile(
            visit, visit.say(texts.PROFILE), dossier.stored.profile, key=profile,
            help=visit.say(texts.PROFILE_CHANGE_HELP),
        )  # fmt: skip
        st.form_submit_button(visit.say(texts.SAVE), on_click=_save, args=(dossier, fields, visit))


def _save(dossier: Dossier, fields: list[str], visit: Visit) -> None:
    """Runs before the page is drawn anew; another profile means another judgement."""
    named, who, whose, profile = (st.session_state[field].strip() for field in fields)
    if not named or not who:
        notify(_PLACE, "error", visit.say(texts.DETAILS_INCOMPLETE))
    else:
        done = texts.SAVED if profile == dossier.stored.profile else texts.PROFILE_CHANGED
        attempt(_PLACE, partial(dossier.rename, named, who, whose, profile), visit.say(done), visit)


def _confirm_deletion(dossier: Dossier, visit: Visit) -> None:
    """Ask once more: nothing brings a deleted dossier back."""

    @st.dialog(visit.say(texts.FORGET))
    def ask() -> None:
        st.html(f"<p>{text(visit.say(texts.FORGET_SURE, title=dossier.stored.title))}</p>")
        if st.button(visit.say(texts.FORGET_YES), type="primary"):
            visit.dossiers.forget(dossier.key)
            visit.go(Screen.DOSSIERS, Address(language=visit.language))
        if st.button(visit.say(texts.CANCEL)):
            st.rerun()

    ask()
