"""What is learned from the clause bank: which passages are about a requirement, and how they stand.

Rules decide where they find words they know. The learned scores propose passages in words no rule
foresaw, and second-guess the rules; ``analyser.weigh`` brings both together.

Every score is a sum over words (and one over the sentence vector), so the words that made it can be
shown. The weights come from ``clause_library/bank`` by ``analyser library train`` and are stored
without code.
"""

from __future__ import annotations
