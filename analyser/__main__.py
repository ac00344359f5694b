"""``python -m analyser`` is the command ``analyser``."""

from analyser.cli import main

main()
