"""The script that Streamlit runs for every visit: which pages there are, and what frames each of them.

A worker process imports this file too, as ``__mp_main__``, because multiprocessing looks for the main
script. Hence the imports inside ``main``: the worker starts without Streamlit, seconds sooner.
"""

from __future__ import annotations

from pathlib import Path


def main() -> None:
    """Show the page that the address asks for."""
    import streamlit as st

    from analyser.errors import LibraryError, StoreBroken
    from ui import texts
    from ui.components.frame import footer, header
    from ui.components.messages import alert
    from ui.visit import Screen, Visit, dossiers, library

    visit = Visit.current()
    st.set_page_config(page_icon="📄", layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    page = st.navigation(
        [
            st.Page(Screen.UPLOAD, title=visit.title(texts.UPLOAD), url_path="contract", default=True),
            st.Page(Screen.DOSSIERS, title=visit.title(texts.DOSSIERS), url_path="dossiers"),
            st.Page(Screen.GAPS, title=visit.title(texts.OVERVIEW), url_path="overzicht"),
            st.Page(Screen.FINDING, title=visit.title(texts.FINDING), url_path="bevinding"),
            st.Page(Screen.LIBRARY, title=visit.title(texts.LIBRARY), url_path="bibliotheek"),
            st.Page(Screen.REQUIREMENT, title=visit.title(texts.REQUIREMENT), url_path="eis"),
        ],
        position="hidden",
    )
    header(visit)
    try:
        loaded = library()
    except LibraryError as error:
        alert("error", visit.say(texts.LIBRARY_BROKEN), error.message(visit.language).splitlines())
        return
    try:
        dossiers()  # starts loading the matcher while the user picks a file
    except StoreBroken as error:
        alert("error", visit.say(texts.STORE_BROKEN), [error.message(visit.language)])
        return
    page.run()
    footer(visit, loaded)


if __name__ == "__main__":  # not in a worker process, which imports this file under another name
    main()
