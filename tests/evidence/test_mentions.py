"""Claims in a few characters, with their grades, and which of them say the same."""

from __future__ import annotations

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.mentions import accords_of, disputes_of, mention_of, standing_words
from tests.evidence.topic_helpers import gathered, quota


def test_claims_of_one_origin_are_no_accord(tmp_path):
    alone = gathered(tmp_path / "a", quota("one"), quota("two", upstream='"one"'))
    assert alone.accords == ()
    both = gathered(tmp_path / "b", quota("one"), quota("two"), quota("three", source='"talk"'))
    (accord,) = both.accords
    assert (accord.origins, accord.outlets) == (3, 2)
    assert [mention.claim.id for mention in accord.mentions] == ["one", "three", "two"]


def test_conflicts_stand_side_by_side_once(tmp_path):
    topic = gathered(tmp_path, quota("one"), quota("two", low="90000", high="90000"))
    (dispute,) = topic.disputes
    assert [[said.short for said in side] for side in dispute.sides] == [["~30k"], ["~90k"]]
    assert dispute.because == "no number is within both"


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({}, "~30k"),
        ({"wording": '"between"', "low": "20000", "high": "50000"}, "20-50k"),
        ({"wording": '"between"', "low": "700000", "high": "1000000"}, "700k-1m"),
        ({"wording": '"at_least"', "high": None}, "≥30k"),
        ({"wording": '"at_most"', "low": None}, "≤30k"),
        ({"wording": '"exact"', "unit": '"USD million per year"', "low": "2.5", "high": "2.5"}, "2.5m"),
        ({"wording": '"exact"', "measure": '"quota_met"', "unit": '"percent"', "low": "5", "high": "5"}, "5%"),
        ({"wording": '"between"', "measure": '"trade_growth"', "whose": None, "unit": '"percent"', "low": "-9",
          "high": "39"}, "-9 to 39%"),
        ({"wording": '"rose"', "low": None, "high": None, "unit": None}, "↑"),
        ({"wording": '"rose"', "low": "100", "high": "100", "unit": '"percent growth per year"'}, "↑ ×2 a year"),
        ({"wording": '"fell"', "low": "40", "high": "40", "unit": '"percent fall"'}, "↓ 40%"),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "measure": '"flights"', "denies": "true"},
         "denied"),
        ({"wording": '"fell"', "low": None, "high": None, "unit": None}, "↓"),
        ({"wording": '"several"', "low": None, "high": None, "unit": None, "measure": '"flights"'}, "several"),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "span": None}, ""),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "span": None,
          "measure": '"private_trade"'}, "yes"),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "span": None, "measure": '"private_trade"',
          "denies": "true"}, "no"),
    ],
)  # fmt: skip
def test_a_value_is_short(tmp_path, changes, short):
    (mention,) = gathered(tmp_path, quota("one", **changes)).mentions
    assert mention.short == short


def test_a_long_time_is_said_as_one_and_stands_where_it_ends(tmp_path):
    (mention,) = gathered(tmp_path, quota("one", period='"1990..2023"')).mentions
    assert (mention.year, mention.when) == (2023, "1990-2023")


def test_two_voices_of_one_article_are_no_accord_and_may_be_in_conflict(tmp_path):
    alike = gathered(tmp_path / "a", quota("one", upstream='"story:a"'), quota("two", upstream='"story:b"'))
    assert alike.accords == () and alike.origins == 1
    high = quota("two", upstream='"story:b"', low="90000", high="90000")
    assert len(gathered(tmp_path / "b", quota("one", upstream='"story:a"'), high).disputes) == 1


def test_every_claim_has_its_grade(tmp_path):
    topic = gathered(tmp_path, quota("one"), quota("two"))
    assert {mention.claim.id: mention.grade for mention in topic.mentions} == {"one": "F/B-2", "two": "F/B-2"}
    assert [row["grade"] for row in topic.as_dict()["claims"]] == ["F/B-2", "F/B-2"]


def test_one_denial_of_one_story_is_one_conflict():
    """pf-i-04 retells pf-i-04-rfa, and one ministry denies the story; two voices of Daily NK say what RFA denies."""
    record = load_ledger()
    (denial,) = disputes_of(record, {"pf-i-04", "pf-i-04-rfa", "pf-i-04-denied"})
    assert {frozenset(said.claim.id for said in side) for side in denial.sides} == {
        frozenset({"pf-i-04", "pf-i-04-rfa"}), frozenset({"pf-i-04-denied"})
    }  # fmt: skip
    names = {"nk-2019-intv-19", "nk-2019-mss-13", "pf-g-13-recall"}
    assert len(disputes_of(record, names)) == 1
    (accord,) = accords_of(record, names)
    assert accord.is_contested and (accord.origins, accord.outlets) == (2, 1)


def test_a_story_that_is_retold_names_who_told_it_first():
    record = load_ledger()
    assert (
        mention_of(record, record.claim("pf-i-04")).teller == "NK News after Human Rights Watch, after Radio Free Asia"
    )
    assert mention_of(record, record.claim("pf-i-04-rfa")).teller == "Radio Free Asia"


def test_what_a_claim_can_be_set_beside_is_said():
    record = load_ledger()
    assert standing_words(record, record.claim("pf-i-05-aug-29")).startswith(
        "Agrees with pf-i-05-jnk-aug-29 (Justice for North Korea)"
    )
    assert (
        standing_words(record, record.claim("nk-2019-intv-18")) == "Can't be set beside others: it states no measure."
    )
