"""A second reader: a language model of the organisation's own, which people may ask about a finding in doubt.

Off unless the environment names one (``settings``). ``question`` says what is asked and with which words of
the contract, ``transport`` brings it there and back within bounds, ``answers`` keeps of what comes back only
what can be checked. ``consult`` is the only door.

What it says is shown beside the finding, and goes nowhere else: no verdict, count, report or label is made
from it. Contract text goes to the reader, and to no log.
"""

from __future__ import annotations

from analyser.second_reader.answers import Answer, Outcome, Why, read_answer
from analyser.second_reader.question import Question, question_of
from analyser.second_reader.settings import Reader
from analyser.second_reader.transport import Unanswered, post

__all__ = ["Answer", "Outcome", "Question", "Reader", "Why", "consult", "question_of"]


def consult(reader: Reader, question: Question) -> Answer:
    """Ask once, and wait as long as the reader may take; whatever comes back ends as an ``Answer``."""
    try:
        return read_answer(post(reader, question.body(reader.model)), question)
    except Unanswered as error:
        return Answer(error.outcome, error.why)
