from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgen import voting
from govgen.ballot import OwnersVote
from govgen.community import Community
from govgen.kinds.decision import Decision

PLAIN = {"format": "1", "name": "清溪社区", "region_code": "990102003999"}


def community(**extra):
    return Community.model_validate({**PLAIN, **extra})


def decision(route="delegates", *, eligible=45, present=36, votes=(33, 2, 1), **extra):
    step = {
        "step": "decided",
        "body": "ORG-delegates",
        "at": "2026-03-24",
        "eligible": str(eligible),
        "present": str(present),
        "vote": dict(zip(("for", "against", "abstain"), map(str, votes), strict=True)),
    }
    return Decision.model_validate(
        {
            "id": "DEC-2026-0001",
            "title": "决议",
            "type": "ordinary",
            "route": route,
            "text": "换灯",
            "steps": (step,),
            "events": (
                {"to": "proposed", "at": "2026-03-16"},
                {"to": "passed", "at": "2026-03-24"},
            ),
            **extra,
        }
    )


def judged(one, where=None):
    found = voting.deciding(one)
    assert found is not None
    return voting.judge(found[1], one, where or community())


def owners(item, taking_part, in_favour, total=(12, 1200), no_reply=None):
    def count(pair):
        return {"owners": str(pair[0]), "area": str(pair[1])}

    against = (taking_part[0] - in_favour[0], taking_part[1] - in_favour[1])
    vote = {
        "scope": "三单元",
        "item": item,
        "total": count(total),
        "taking_part": count(taking_part),
        "for": count(in_favour),
        "against": count(against),
        "method": "paper",
        "ballot_from": "2026-06-01",
        "ballot_to": "2026-06-15",
    }
    if no_reply:
        vote["no_reply"] = {**count(no_reply[:2]), "rule": no_reply[2]}
    found = voting.owners(decision("owners", owners=vote), community())
    assert found is not None
    return found


def test_delegates_need_two_thirds_present_and_more_than_half_of_these():
    one = judged(decision())
    assert (one.present_needed, one.in_favour_needed) == (30, 19)
    assert (one.quorate, one.carried, one.passed, one.own) == (True, True, True, False)


@pytest.mark.parametrize(("present", "quorate"), [(29, False), (30, True)])
def test_a_quorum_that_need_not_be_exceeded_is_met_by_its_number(present, quorate):
    assert judged(decision(present=present, votes=(present, 0, 0))).quorate is quorate


@pytest.mark.parametrize(("present", "quorate"), [(22, False), (23, True)])
def test_an_assembly_needs_more_than_half(present, quorate):
    one = judged(decision("assembly", eligible=44, present=present, votes=(present, 0, 0)))
    assert one.quorate is quorate


def test_half_of_the_votes_is_no_majority():
    assert judged(decision(votes=(18, 18, 0))).passed is False


def test_an_owners_committee_counts_its_seats_and_not_its_heads():
    one = judged(decision("owners_committee", eligible=9, present=5, votes=(4, 1, 0)))
    assert (one.base, one.in_favour_needed, one.carried) == (9, 5, False)


def test_the_community_may_set_its_own_numbers_and_their_basis():
    rule = {"present": "4/5", "for": "2/3", "for_over": "false", "legal_basis": "章程第三条"}
    where = community(majorities={"delegates": rule})
    one = judged(decision(present=35, votes=(30, 5, 0)), where)
    assert (one.own, one.present_needed, one.quorate) == (True, 36, False)
    assert voting.grounds(one.demand, own=one.own).zh == "社区规定，依据章程第三条"


def test_a_ballot_has_no_numbers_of_its_own():
    assert judged(decision("ballot")) is None


def test_what_is_not_recorded_is_not_judged():
    bare = decision()
    step = bare.steps[0].model_copy(update={"eligible": None})
    one = voting.judge(step, bare, community())
    assert (one.quorate, one.carried, one.passed) == (None, True, None)


def test_only_the_last_step_that_decides_binds():
    first = decision(votes=(10, 25, 1)).steps[0]
    second = decision().steps[0]
    both = decision().model_copy(update={"steps": (first, second)})
    assert voting.binding(both) == ((1, second),)


@given(st.integers(1, 500), st.integers(1, 9), st.integers(0, 8), st.booleans())
def test_the_least_number_is_enough_and_one_less_is_not(whole, denominator, numerator, over):
    share = Fraction(min(numerator, denominator - 1), denominator)
    least = voting.least(share, whole, over=over)

    def enough(number):
        found = Fraction(number, whole)
        return found > share if over else found >= share

    assert enough(least)
    assert least == 0 or not enough(least - 1)


def test_ordinary_matters_of_owners_need_more_than_half_of_those_taking_part():
    assert owners("278(4)", (8, 800), (5, 401)).passed
    assert not owners("278(4)", (8, 800), (4, 401)).passed
    assert not owners("278(4)", (8, 800), (5, 400)).passed


@pytest.mark.parametrize(
    ("item", "number"), [("278(6)", 6), ("278（７）", 7), ("278(²)", None), ("278(10)", None)]
)
def test_the_item_of_article_278_is_read_from_its_digits(item, number):
    assert OwnersVote.model_construct(item=item).number == number


def test_items_six_to_eight_need_three_quarters_by_heads_and_by_area():
    one = owners("278(7)", (8, 800), (6, 600))
    assert (one.special, one.passed, one.demand.in_favour) == (True, True, Fraction(3, 4))
    assert not owners("278(7)", (8, 800), (6, 599)).passed
    assert not owners("278(7)", (8, 800), (5, 700)).passed


def test_owners_need_two_thirds_taking_part_by_heads_and_by_area():
    assert owners("278(4)", (8, 800), (8, 800)).enough
    assert not owners("278(4)", (7, 900), (7, 900)).enough
    assert not owners("278(4)", (9, 799), (9, 799)).enough


def test_no_reply_is_no_consent_whatever_its_rule_says():
    with_rule = owners("278(7)", (7, 700), (7, 700), no_reply=(5, 500, "未回复视为同意"))
    assert with_rule.heads.participation == Fraction(7, 12)
    assert not with_rule.passed


@pytest.mark.parametrize(("against", "withheld"), [(2, True), (3, False)])
def test_cells_under_three_are_withheld(against, withheld):
    one = owners("278(4)", (12, 1200), (12 - against, 1000))
    assert one.withheld is withheld


def test_percentages_are_written_to_a_tenth():
    assert voting.percent(Fraction(2, 3)) == Decimal("66.7")
    assert voting.percent(Fraction(1, 16)) == Decimal("6.3")
    assert voting.percent(None) is None


def test_a_decision_that_is_being_revised_is_not_passed():
    events = (
        {"to": "proposed", "at": "2026-03-16"},
        {"to": "passed", "at": "2026-03-24"},
        {"to": "publicised", "at": "2026-03-25"},
        {"to": "contested", "at": "2026-03-26", "note": "异议"},
        {"to": "revised", "at": "2026-03-28", "note": "修改"},
    )
    assert voting.passing(decision(events=events[:3])) == 1
    assert voting.passing(decision(events=events)) is None


def test_an_imported_decision_is_passed_by_the_state_it_begins_with():
    one = decision(events=({"to": "effective", "at": "2026-05-01"},))
    assert voting.passing(one) == 0
    assert one.events[0].at == date(2026, 5, 1)
