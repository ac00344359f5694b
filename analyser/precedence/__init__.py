"""The stack of papers that a contract is: what ranks above what, what is missing, what is turned down.

``Ranks`` reads a dossier's documents; ``analyser.decide`` asks it which of two places goes before the
other, and ``Ranks.stack`` gives a reader the whole picture. Read from names and clauses alone: no word
of a supplier about its own rank is believed against a clause that says the opposite (``Stack.disputes``).
"""

from analyser.precedence.nodes import cite
from analyser.precedence.ranks import Ranks

__all__ = ["Ranks", "cite"]
