"""What hangs on the outlet that carries most: agreements, conflicts and amounts, by their content."""

from __future__ import annotations

from legation.evidence.outlet_weights import Conclusion, LastAmount, Weight
from tests.evidence.topic_helpers import gathered, quota


def test_what_one_outlet_carries_is_told_with_what_is_left(tmp_path):
    later = quota("late", period='"2021"')
    topic = gathered(tmp_path, quota("one"), later, quota("three", source='"talk"', period='"2018"'))
    lost = LastAmount("quota of officials", 2018, 2021)
    assert topic.weight == Weight("A Paper", 2, 3, 1, 0, 0, (), (), 2018, 2021, (lost,))
    alone = gathered(tmp_path / "b", quota("one")).weight
    lost = LastAmount("quota of officials", None, 2019)
    assert alone == Weight("A Paper", 1, 1, 0, 0, 0, (), (), None, 2019, (lost,))


def test_agreements_that_fall_with_an_outlet_are_told_by_their_content(tmp_path):
    both = gathered(tmp_path / "a", quota("one"), quota("two"))
    fallen = Conclusion("quota of officials", ("~30k",), "2019", ("one", "two"))
    assert (both.weight.accords, both.weight.no_accord) == (1, (fallen,))
    stays = gathered(
        tmp_path / "b", quota("one"), quota("two"), quota("three"), quota("four", source='"talk"'),
        quota("five", source='"talk"'),
    )  # fmt: skip
    assert (stays.weight.outlet, stays.weight.accords, stays.weight.no_accord) == ("A Paper", 1, ())


def test_claims_that_only_an_outlet_joins_do_not_agree_without_it(tmp_path):
    def between(name, low, high, **changes):
        return quota(name, wording='"between"', low=str(low), high=str(high), **changes)

    low, high = between("low", 10_000, 20_000, source='"talk"'), between("top", 30_000, 50_000, source='"talk"')
    later = [quota(name, period=f'"{year}"') for name, year in (("more", 2020), ("most", 2021))]
    topic = gathered(tmp_path, between("one", 15_000, 35_000), low, high, *later)
    (accord,) = topic.accords
    assert {said.claim.id for said in accord.mentions} == {"low", "one", "top"}
    assert topic.weight.outlet == "A Paper" and [each.claims for each in topic.weight.no_accord] == [
        ("low", "one", "top")
    ]


def test_conflicts_that_fall_with_an_outlet_are_told_by_measure(tmp_path):
    high = {"low": "90000", "high": "90000"}
    topic = gathered(
        tmp_path, quota("one"), quota("late", period='"2019-05"'), quota("three", source='"talk"', **high),
        quota("four", source='"talk"', whose='"workers"', period='"2015"'),
        quota("five", whose='"workers"', period='"2017"'),
    )  # fmt: skip
    weight = topic.weight
    assert weight.outlet == "A Paper" and weight.disputes == 2
    (contested,) = weight.no_dispute
    assert (contested.states, contested.values, contested.when) == ("quota of officials", ("~30k", "~90k"), "2019")
    assert sorted(contested.claims) == ["late", "one", "three"]
    assert weight.amounts == (LastAmount("quota of workers", 2015, 2017),)
    assert topic.as_dict()["hangs_on"]["no_longer_contested"] == [
        {"states": "quota of officials", "values": ["~30k", "~90k"], "when": "2019", "claims": list(contested.claims)}
    ]
