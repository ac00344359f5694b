"""Contract-clause analyser for public procurement: read, match, assess.

The public verbs stand in ``analyser.pipeline`` (``analyse``), ``analyser.reading`` (``read``) and
``analyser.library`` (``load_library``). Nothing is imported here, so that commands which need no
spaCy do not pay for it.
"""
