"""Python imports this at its start where this folder is on PYTHONPATH: see ``network_guard``."""

import os

import network_guard

if network_guard.REPORT in os.environ:
    network_guard.install()
