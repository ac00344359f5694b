"""Rules and learned scores together: which verdict stands, how sure it is, and who must look."""

from __future__ import annotations

import math

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from analyser.decide import Decision
from analyser.library import Calibration, Rule
from analyser.matching import Place, Proposal, RequirementMatch, Signal
from analyser.matching.passages import Passage
from analyser.model import Role, Verdict
from analyser.weigh import FEATURES, VERDICTS, Weighing, features, probabilities, weigh

MET, PARTIAL, CONTRARY, MISSING = VERDICTS
RULE = Rule.model_validate(
    {"id": "r", "effect": "for", "label": {"nl": "x", "en": "x"}, "nl": ["x"], "en": ["x"]}
)
TEXT = spacy.blank("nl")("De eerste zin. De tweede zin.")


def decision(verdict: Verdict, *, conflict: bool = False) -> Decision:
    return Decision(verdict, (), (), (), (), (), (), conflict)


def proposal(
    presence: float, stance: tuple[float, float, float] = (0.5, 0.25, 0.25), document: int = 0
) -> Proposal:
    return Proposal(document, 0, 14, presence, stance, (0, 14), ())


def match(*proposals: Proposal, signals: list[Signal] | None = None) -> RequirementMatch:
    return RequirementMatch(signals=signals or [], proposals=proposals)


def signal(first_token: int) -> Signal:
    """A rule that fired in the sentence that starts at this token of ``TEXT``: 0 or 4."""
    span = TEXT[first_token : first_token + 4]
    passage = Passage(0, span, None, "nl", 0, 0, False, False, {}, {}, frozenset())
    return Signal(Place(0, passage), RULE, Role.FOR, False, None, ())


def fixed(*shares: float, overrule_below: float = 0.3, review_below: float = 0.5) -> Calibration:
    """A calibration that gives these probabilities of VERDICTS whatever it is shown."""
    return Calibration(
        features=FEATURES,
        means=(0.0,) * len(FEATURES),
        scales=(1.0,) * len(FEATURES),
        weights=((0.0,) * len(FEATURES),) * 4,
        intercepts=tuple(math.log(share) for share in shares),
        overrule_below=overrule_below,
        review_below=review_below,
        bands=(0.7, 0.9),
        prevalence={"back-ups": 0.75},
        made_from="numbers of a test",
    )


@pytest.mark.parametrize(
    ("why", "rules", "shares", "expected"),
    [
        ("sure enough: nobody looks", MISSING, (0.05, 0.05, 0.1, 0.8), Weighing(MISSING, 0.8, False)),
        ("contrary, sure", CONTRARY, (0.1, 0.1, 0.7, 0.1), Weighing(CONTRARY, 0.7, False)),
        ("met is shown to a person however sure", MET, (0.97, 0.01, 0.01, 0.01), Weighing(MET, 0.97, True)),
        (
            "without a rule that says met, its share is partial's",
            PARTIAL,
            (0.5, 0.2, 0.1, 0.2),
            Weighing(PARTIAL, 0.7, False),
        ),
        (
            "the rules stand while they are not the likeliest",
            CONTRARY,
            (0.1, 0.05, 0.4, 0.45),
            Weighing(CONTRARY, 0.4, True),
        ),
        (
            "below the border of review a person looks",
            MISSING,
            (0.2, 0.2, 0.12, 0.48),
            Weighing(MISSING, 0.48, True),
        ),
        ("the rules give way", PARTIAL, (0.05, 0.1, 0.1, 0.75), Weighing(MISSING, 0.75, True, PARTIAL)),
        ("a rule's met gives way too", MET, (0.1, 0.2, 0.6, 0.1), Weighing(CONTRARY, 0.6, True, MET)),
        (
            "met gives way to partial without bringing its own share",
            MET,
            (0.25, 0.4, 0.2, 0.15),
            Weighing(PARTIAL, 0.4, True, MET),
        ),
        (
            "words that resemble a commitment make partial of missing, never met",
            MISSING,
            (0.9, 0.02, 0.04, 0.04),
            Weighing(PARTIAL, 0.92, True, MISSING),
        ),
        (
            "nor of contrary",
            CONTRARY,
            (0.9, 0.02, 0.04, 0.04),
            Weighing(PARTIAL, 0.92, True, CONTRARY),
        ),
    ],
)
def test_the_verdict(why: str, rules: Verdict, shares: tuple[float, ...], expected: Weighing) -> None:
    assert weigh("back-ups", decision(rules), match(proposal(0)), fixed(*shares)) == expected


def test_the_borders_themselves_are_on_the_safe_side() -> None:
    """At ``overrule_below`` the rules stand, at ``review_below`` nobody need look. Quarters are exact."""
    even = (0.25, 0.25, 0.25, 0.25)
    found = match(proposal(0))
    stands = fixed(*even, overrule_below=0.25, review_below=0.25)
    assert weigh("back-ups", decision(CONTRARY), found, stands) == Weighing(CONTRARY, 0.25, False)
    gives_way = fixed(*even, overrule_below=0.251, review_below=0.25)
    assert weigh("back-ups", decision(CONTRARY), found, gives_way) == Weighing(PARTIAL, 0.5, True, CONTRARY)
    looked_at = fixed(*even, overrule_below=0.25, review_below=0.251)
    assert weigh("back-ups", decision(CONTRARY), found, looked_at) == Weighing(CONTRARY, 0.25, True)


def test_sentences_for_and_against_are_shown_to_a_person() -> None:
    found, sure = match(proposal(0)), fixed(0.05, 0.9, 0.03, 0.02)
    assert weigh("back-ups", decision(PARTIAL), found, sure).review is False
    assert weigh("back-ups", decision(PARTIAL, conflict=True), found, sure) == Weighing(PARTIAL, 0.95, True)


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize(
    ("why", "found", "calibration"),
    [
        ("no calibration", match(proposal(5)), None),
        ("no proposals", match(), fixed(0.01, 0.01, 0.01, 0.97)),
        ("neither", match(), None),
    ],
)
def test_without_learned_scores_the_rules_stand_unsure(
    verdict: Verdict, why: str, found: RequirementMatch, calibration: Calibration | None
) -> None:
    assert weigh("back-ups", decision(verdict), found, calibration) == Weighing(verdict, 0.5, True)


# --- the numbers -------------------------------------------------------------------------------------

SIGNALS_IN_BLOCK, SIGNALS_ELSEWHERE = [signal(0)], [signal(4)]


@pytest.mark.parametrize(
    ("why", "rules", "found", "expected"),
    [
        (
            "a rule fired in the likeliest block",
            MET,
            match(proposal(2.5), proposal(1), signals=SIGNALS_IN_BLOCK),
            {"rules_met": 1, "presence": 2.5, "second_presence": 1, "presence_beside_rules": 2.5}
            | {"presence_of_evidence": 2.5},
        ),
        (
            "a rule fired where nothing was proposed",
            PARTIAL,
            match(proposal(2.5), proposal(1), signals=SIGNALS_ELSEWHERE),
            {"rules_partial": 1, "presence": 2.5, "second_presence": 1, "presence_beside_rules": 2.5}
            | {"presence_of_evidence": -6},
        ),
        (
            "the same range of another document is another place",
            CONTRARY,
            match(proposal(2.5, document=1), proposal(1), signals=SIGNALS_IN_BLOCK),
            {"rules_contrary": 1, "presence": 2.5, "second_presence": 1, "presence_beside_rules": 2.5}
            | {"presence_of_evidence": 1},
        ),
        (
            "the rules are silent",
            MISSING,
            match(proposal(2.5), proposal(1)),
            {"rules_missing": 1, "presence": 2.5, "second_presence": 1, "presence_without_rules": 2.5},
        ),
        (
            "beyond six every score is as good as another, and what is not there scores lowest",
            MISSING,
            match(proposal(40)),
            {"rules_missing": 1, "presence": 6, "second_presence": -6, "presence_without_rules": 6},
        ),
        (
            "so are very low ones",
            MISSING,
            match(proposal(-7), proposal(-40)),
            {"rules_missing": 1, "presence": -6, "second_presence": -6, "presence_without_rules": -6},
        ),
    ],
)
def test_features(why: str, rules: Verdict, found: RequirementMatch, expected: dict[str, float]) -> None:
    stance = {"stance_met": 0.5, "stance_partial": 0.25, "stance_contrary": 0.25}
    named = dict.fromkeys(FEATURES, 0.0) | expected | {"usual": 1.5}
    named |= {name: math.log(share + 0.02) for name, share in stance.items()}
    values = features(decision(rules), found, 1.5)
    assert values == pytest.approx([named[name] for name in FEATURES])


@pytest.mark.parametrize(
    ("why", "proposals", "shares"),
    [
        ("equally likely blocks count alike", ((0, (1, 0, 0)), (0, (0, 0, 1))), (1 / 2, 0, 1 / 2)),
        (
            "three times the odds, three times the weight",
            ((math.log(3), (1, 0, 0)), (0, (0, 1, 0))),
            (3 / 4, 1 / 4, 0),
        ),
        ("above three no more", ((9, (0, 1, 0)), (3, (0, 0, 1))), (0, 1 / 2, 1 / 2)),
    ],
)
def test_the_stances_of_the_blocks_are_shared_by_likelihood(
    why: str, proposals: tuple[tuple[float, tuple[float, float, float]], ...], shares: tuple[float, ...]
) -> None:
    found = match(*(proposal(presence, stance) for presence, stance in proposals))
    values = dict(zip(FEATURES, features(decision(MISSING), found, 0), strict=True))
    stance = [values[name] for name in ("stance_met", "stance_partial", "stance_contrary")]
    assert stance == pytest.approx([math.log(share + 0.02) for share in shares])


def column(name: str, value: float) -> tuple[float, ...]:
    """A row of a calibration, 0 everywhere but at one of ``FEATURES``."""
    return tuple(value if name == feature else 0.0 for feature in FEATURES)


def test_probabilities_use_every_number_of_the_calibration() -> None:
    nothing = (0.0,) * len(FEATURES)
    calibration = fixed(0.25, 0.25, 0.25, 0.25).model_copy(
        update={
            "means": column("presence", 1),
            "scales": tuple(1 + scale for scale in column("presence", 1)),
            "weights": (column("presence", 3), nothing, nothing, nothing),
            "intercepts": (0.5, 0.0, 0.0, 0.0),
        }
    )
    power = math.exp(0.5 + 3 * (4 - 1) / 2)
    shares = probabilities(column("presence", 4), calibration)
    assert shares == pytest.approx((power / (power + 3), *(1 / (power + 3),) * 3))


def test_how_usual_a_subject_is_comes_from_the_calibration() -> None:
    """Known: 3 to 1, as log-odds. Unknown: as often as not."""
    nothing = (0.0,) * len(FEATURES)
    calibration = fixed(0.25, 0.25, 0.25, 0.25).model_copy(
        update={"weights": (nothing, nothing, nothing, column("usual", -1)), "intercepts": (0.0,) * 4}
    )
    found = match(proposal(0))
    known = weigh("back-ups", decision(MISSING), found, calibration)
    unknown = weigh("betaling", decision(MISSING), found, calibration)
    assert (known.verdict, known.confidence) == (PARTIAL, 0.6)  # 1 to 1 to 1 to 1/3: overruled
    assert (unknown.verdict, unknown.confidence) == (PARTIAL, 0.5)
    assert weigh("betaling", decision(CONTRARY), found, calibration).confidence == 0.5


@given(st.lists(st.floats(-1e6, 1e6), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_probabilities_sum_to_one(values: list[float]) -> None:
    rows = tuple((slope,) * len(FEATURES) for slope in (3.0, -2.0, 0.0, 1.0))
    shares = probabilities(values, fixed(0.1, 0.2, 0.3, 0.4).model_copy(update={"weights": rows}))
    assert sum(shares) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in shares)


def test_a_calibration_of_other_numbers_gives_no_probabilities() -> None:
    with pytest.raises(ValueError, match="zip"):
        probabilities((0.0,) * (len(FEATURES) - 1), fixed(0.25, 0.25, 0.25, 0.25))
