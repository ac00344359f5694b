"""What is recorded before a contract is awarded: facts about a dossier, beside the verdicts on its text.

``clause_library/before_award.yaml`` holds the checklist: what is asked, why, and which rule asks it since
when. A person records how each check stands; nothing is concluded from that. No verdict depends on it, so
the checklist has a hash of its own and the library's does not change with it.
"""

from __future__ import annotations

from analyser.award.checklist import CHECKLIST_FILE, Checklist, load_checklist
from analyser.award.facts import LONGEST, BeforeAward, Fact, Proof, RiskClass, Stand, checked, problems
from analyser.award.file import FACTS_FILE, LONGEST_FILE, read_facts, read_facts_file
from analyser.award.schema import Ask, Check, Rule

__all__ = [
    "CHECKLIST_FILE",
    "FACTS_FILE",
    "LONGEST",
    "LONGEST_FILE",
    "Ask",
    "BeforeAward",
    "Check",
    "Checklist",
    "Fact",
    "Proof",
    "RiskClass",
    "Rule",
    "Stand",
    "checked",
    "load_checklist",
    "problems",
    "read_facts",
    "read_facts_file",
]
