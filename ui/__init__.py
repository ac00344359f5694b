"""The review application: upload a contract, see the gaps, read each finding beside its place.

``app.py`` serves, ``main.py`` is the script that Streamlit runs for every visit and click, ``views``
holds one file a page. Nothing here judges a contract: all judging is ``analyser``'s, in a process
of its own.
"""
