"""The script that Streamlit runs for every visit: which pages there are, and what frames each of them.

A worker process imports this file too, as ``__mp_main__``, because multiprocessing looks for the main
script. Hence the imports inside ``main``: the worker starts without Streamlit, seconds sooner.
"""

from __future__ import annotations

from pathlib import Path


def main() -> None:
    """Show the page that the address asks for."""
    import streamlit as st

    from analyser.errors import AnalyserError, StoreError
    from ui import texts
    from ui.components.door import door
    from ui.components.frame import footer, header
    from ui.components.messages import alert, breakdown
    from ui.sign_in import Refused
    from ui.visit import Screen, Visit, checklist, library

    visit = Visit.current()
    st.set_page_config(page_icon="📄", layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    page = st.navigation(
        [
            st.Page(Screen.DOSSIERS, title=visit.title(texts.DOSSIERS), url_path="dossiers", default=True),
            st.Page(Screen.NEW, title=visit.title(texts.NEW), url_path="nieuw"),
            st.Page(Screen.GAPS, title=visit.title(texts.OVERVIEW), url_path="overzicht"),
            st.Page(Screen.FINDING, title=visit.title(texts.FINDING), url_path="bevinding"),
            st.Page(Screen.AWARD, title=visit.title(texts.AWARD), url_path="voor-gunning"),
            st.Page(Screen.PORTFOLIO, title=visit.title(texts.PORTFOLIO), url_path="portefeuille"),
            st.Page(Screen.COMPARE, title=visit.title(texts.COMPARE), url_path="vergelijken"),
            st.Page(Screen.LIBRARY, title=visit.title(texts.LIBRARY), url_path="bibliotheek"),
            st.Page(Screen.REQUIREMENT, title=visit.title(texts.REQUIREMENT), url_path="eis"),
            st.Page(Screen.ADMINISTRATION, title=visit.title(texts.ADMINISTRATION), url_path="beheer"),
        ],
        position="hidden",
    )
    try:
        visitor = visit.visitor  # opens the store, and starts loading the matcher meanwhile
    except AnalyserError as error:
        header(visit, None)
        alert("error", visit.say(texts.STORE_BROKEN), [error.message(visit.language)])
        return
    if isinstance(visitor, Refused):
        header(visit, None)
        door(visitor, visit)
        return
    header(visit, visitor)
    try:
        loaded = library()
        checklist()
    except AnalyserError as error:  # not sound, or ANALYSER_PROFILE names a profile that is not there
        alert("error", visit.say(texts.LIBRARY_BROKEN), error.message(visit.language).splitlines())
        return
    try:
        page.run()
    except StoreError as error:  # refused, gone, or changed by a colleague
        alert("error", error.message(visit.language))
    except Exception as error:
        breakdown(error, visit)
    footer(visit, loaded)


if __name__ == "__main__":  # not in a worker process, which imports this file under another name
    main()
