"""Many contracts in one run: see ``run``. Light, since the command line takes its choices from here."""
