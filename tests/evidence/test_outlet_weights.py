"""What hangs on which outlet: amounts by measure, agreements and conflicts."""

from __future__ import annotations

from legation.evidence.ledger import load_ledger
from legation.evidence.outlet_weights import AGREEMENT, AMOUNTS, CONFLICT, Dependence
from legation.evidence.topics import topic
from tests.evidence.topic_helpers import gathered, quota


def hanging(weight, what):
    return [(each.states, each.outlets, each.after) for each in weight.dependences if each.what == what]


def test_amounts_hang_on_the_outlet_without_which_none_so_late_is_left(tmp_path):
    later = quota("late", period='"2021"')
    weight = gathered(tmp_path, quota("one"), later, quota("three", source='"talk"', period='"2018"')).weight
    assert weight.dependences == (
        Dependence(
            AMOUNTS, "quota of officials", ("A Paper",), 2018, ("~30k",), "2019-2021", ("one", "late")
        ),
    )  # fmt: skip
    assert (weight.counts, weight.of) == ((("A Paper", 2), ("A Radio", 1)), 3)
    alone = gathered(tmp_path / "b", quota("one")).weight
    assert hanging(alone, AMOUNTS) == [("quota of officials", ("A Paper",), None)]


def test_the_outlet_that_matters_need_not_have_most_claims():
    """Every sum of 2015 to 2022 that officials owe in a year is of Radio Free Asia, whoever has most claims."""
    record = load_ledger()
    claims = [
        claim for claim in record.claims.values()
        if claim.measure in ("quota", "quota_met", "recall_for_missed_quota") and claim.period
        and claim.period.last.year >= 2015
    ]  # fmt: skip
    weight = topic(record, claims, "quotas").weight
    assert ("quota of officials", ("Radio Free Asia",), None) in hanging(weight, AMOUNTS)


def test_agreements_hang_on_outlets_without_which_two_origins_no_longer_say_the_same(tmp_path):
    both = gathered(tmp_path / "a", quota("one"), quota("two"))
    assert hanging(both.weight, AGREEMENT) == [("quota of officials", ("A Paper",), None)]
    stays = gathered(
        tmp_path / "b", quota("one"), quota("two"), quota("three"), quota("four", source='"talk"'),
        quota("five", source='"talk"'),
    )  # fmt: skip
    assert hanging(stays.weight, AGREEMENT) == []


def test_claims_that_only_an_outlet_joins_do_not_agree_without_it(tmp_path):
    def between(name, low, high, **changes):
        return quota(name, wording='"between"', low=str(low), high=str(high), **changes)

    low, high = between("low", 10_000, 20_000, source='"talk"'), between("top", 30_000, 50_000, source='"talk"')
    found = gathered(tmp_path, between("one", 15_000, 35_000), low, high)
    (accord,) = found.accords
    assert {said.claim.id for said in accord.mentions} == {"low", "one", "top"}
    assert ("quota of officials", ("A Paper", "A Radio"), None) in hanging(found.weight, AGREEMENT)


def test_conflicts_hang_on_the_outlets_that_are_one_side_of_all_of_them(tmp_path):
    high = {"low": "90000", "high": "90000"}
    found = gathered(tmp_path, quota("one"), quota("late", period='"2019-05"'), quota("three", source='"talk"', **high))
    assert hanging(found.weight, CONFLICT) == [("quota of officials", ("A Paper", "A Radio"), None)]
    (contested,) = [each for each in found.as_dict()["hangs_on"]["hangs"] if each["what"] == CONFLICT]
    assert (contested["values"], contested["when"]) == (["~30k", "~90k"], "2019")
