"""The review database: dossiers, analyses, decisions and who did what.

``open_store`` is the only door::

    store = open_store(Settings.from_environment(os.environ))
    dossier = store.dossiers.create(actor, "Kantoorsoftware 2026", uploads)

Every rule about who may do what is kept here, not on a page. One call is one transaction.
"""

from __future__ import annotations

from analyser.store.base import Upload
from analyser.store.people import Action, Actor, Role, account
from analyser.store.settings import Settings
from analyser.store.store import Store, open_store

__all__ = ["Action", "Actor", "Role", "Settings", "Store", "Upload", "account", "open_store"]
