"""Words and filters: what is found, what must not be, and what is said where nothing is."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import states
from legation.evidence.selection import Selected, Selection, mentioned_in_passing, select
from tests.evidence.helpers import SOURCES, claim, folder, shipped

GOLDEN = tomllib.loads((Path(__file__).parent / "golden_queries.toml").read_text("utf-8"))["query"]


@cache
def record() -> Ledger:
    return ledger.load_ledger()


def found_in(of: Ledger, words: str = "", **filters: Any) -> Selected:
    return select(of, Selection(words, **filters))


def ids(of: Ledger, words: str = "", **filters: Any) -> list[str]:
    return [claim.id for claim in found_in(of, words, **filters).claims]


@pytest.mark.parametrize(
    ("words", "golden"), [pytest.param(words, golden, id=words) for golden in GOLDEN for words in golden["words"]]
)
def test_a_search_finds_what_it_must_and_nothing_that_it_must_not(words: str, golden: dict[str, list[str]]) -> None:
    names = set(ids(record(), words))
    assert golden.keys() <= {"words", "finds", "must", "never"}
    if "finds" in golden:
        assert names == set(golden["finds"])
    assert set(golden.get("must", ())) <= names
    assert not names & set(golden.get("never", ()))


def test_the_golden_searches_are_many_and_most_are_exact() -> None:
    assert len(GOLDEN) >= 40 and sum("finds" in golden for golden in GOLDEN) >= 25
    named = {name for golden in GOLDEN for key in ("finds", "must", "never") for name in golden.get(key, ())}
    assert named <= record().claims.keys()


def test_what_says_the_words_as_they_were_typed_comes_first() -> None:
    names = ids(record(), "quotas")
    saying = ["quota" in record().claims[name].paraphrase.lower() for name in names]
    assert saying[0] and saying == sorted(saying, reverse=True)


def test_a_word_that_is_in_no_claim_is_named_with_the_nearest() -> None:
    advice = found_in(record(), "repatration").advice
    assert len(advice) == 1 and advice[0].startswith('"repatration" is in no claim. Did you mean repatriation')
    assert found_in(record(), "quota xqzzy").advice == ('"xqzzy" is in no claim.',)


def test_words_that_are_in_no_claim_together_are_counted_each() -> None:
    counts = [len(ids(record(), word)) for word in ("suicide", "reunion")]
    none = found_in(record(), "suicide reunion")
    assert none.claims == [] and min(counts) > 0
    assert none.advice == ("No claim holds all of them: suicide {}, reunion {}.".format(*counts),)


def test_what_years_and_filters_leave_out_is_counted() -> None:
    count = len(ids(record(), "suicide"))
    assert count > 1
    assert found_in(record(), "suicide 2011").advice == (f"{count} claims about other years.",)
    elsewhere = found_in(record(), "suicide", outlet="daily-nk", role="fit")
    assert elsewhere.advice == (f"{count} claims without the filters.",)


def test_the_reading_of_the_words_says_what_was_taken_for_them() -> None:
    reading = found_in(record(), "quotas 2015..2022").words.as_text()
    assert reading.startswith("quotas (quota, target, ") and reading.endswith(" · about 2015..2022")
    assert found_in(record()).words.as_text() == ""


def test_the_ledger_of_an_earlier_day_finds_no_later_claims() -> None:
    early = ledger.load_ledger(as_of=date(2019, 6, 30))
    assert set(ids(early, "quota")) == {name for name in ids(record(), "quota") if name in early.claims}
    assert "pf-g-13" not in ids(early, "quota") and "pf-g-12" in ids(early, "quota")


def test_claims_of_a_folder_are_found_by_the_same_words_and_are_left_nowhere(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim(paraphrase='"The party funds were doubled in Peking."', period='"2019"'))
    joined = ledger.load_ledger(folders=[mine])
    assert "one" in ids(joined, "quota 2019") and ids(joined, "quota 베이징") == ["one"]
    assert "one" not in ids(record(), "quota 2019")


def test_advice_names_no_word_of_a_claim_that_is_not_public(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim(paraphrase='"They met at the zwickledorf mill."'))
    joined = ledger.load_ledger(folders=[mine])
    assert ids(joined, "zwickledorf") == ["one"]
    assert found_in(joined, "zwickledorff").advice == ('"zwickledorff" is in no claim.',)


@pytest.fixture
def three(tmp_path: Path) -> Ledger:
    one = claim(
        place='"Dandong"', represented_by='{ observable = ["flights"], mechanism = ["trade"] }', period='"2019"',
        upstream='"A-Body"',
    )  # fmt: skip
    two = claim(
        id='"two"', place='"China"', role='"structure"', represented_by='{ mechanism = ["flight"] }',
        period='"2018-11..2019-02"', source_grade='"C"',
    )  # fmt: skip
    old = claim(id='"old"', status='"disputed"', status_date='"2020"', paraphrase='"Income rose."')
    return ledger.load_ledger(records=shipped(tmp_path, one, two, old))


def test_without_words_and_filters_all_are_found_in_their_order(three: Ledger) -> None:
    assert ids(three) == ["one", "two", "old"]


def test_each_filter_narrows(three: Ledger) -> None:
    assert ids(three, "income rose") == ["old"]
    assert ids(three, role="structure") == ["two"]
    assert ids(three, status="disputed") == ["old"]
    assert ids(three, topic="money") == ["one"]
    assert ids(three, topic="People") == ["one", "two"]
    assert ids(three, topic="other") == ["old"]
    assert ids(three, outlet="A PAPER") == ids(three, outlet="paper") == ["one", "two", "old"]
    assert ids(three, origin="a-body") == ["one"]
    assert ids(three, handling="public") == ["one", "two", "old"] and ids(three, handling="embargoed") == []
    assert ids(three, topic="People", role="context") == ["one"]


def test_a_place_finds_claims_inside_it_and_no_wider_ones(three: Ledger) -> None:
    assert ids(three, place="Liaoning") == ["one"]
    assert ids(three, place="China") == ["one", "two"]


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        ("2019-03", "", ["one"]),
        ("2019-02", "", ["one", "two"]),
        ("", "2018", ["two"]),
        ("2018", "2019", ["one", "two"]),
        ("2020", "", []),
        ("", "2018-10", []),
    ],
)
def test_since_and_until_ask_what_claims_are_about(three: Ledger, since: str, until: str, names: list[str]) -> None:
    assert ids(three, since=since, until=until) == names


def test_years_in_the_words_ask_the_same(three: Ledger) -> None:
    assert ids(three, "income 2018") == ["two"] and ids(three, "2019") == ["one", "two"]


def test_published_asks_when_claims_were_published(three: Ledger) -> None:
    assert ids(three, published="2019-05") == ["one", "two", "old"]
    assert ids(three, published="2019-06..2019-12") == []


def test_a_grade_asks_for_outlet_source_and_information(tmp_path: Path) -> None:
    sources = SOURCES.replace('grade = "B"', 'grade = "C"')
    two = claim(id='"two"', source_grade='"C"')
    weak = ledger.load_ledger(records=shipped(tmp_path, claim(), two, sources=sources))
    assert ids(weak, grade="B+") == [] and ids(weak, grade="C") == ids(weak, grade="c+") == ["one", "two"]
    assert ids(weak, grade="D/C") == [] and ids(weak, grade="C+/C+") == ["two"] and ids(weak, grade="F/C") == ["one"]
    assert ids(weak, grade="-6") == ["one", "two"] and ids(weak, grade="-5+") == []
    assert ids(weak, grade="F/C-6") == ["one"]


def test_a_better_grade_is_nearer_to_a_and_to_one() -> None:
    outlets, sources = record().outlets, record().sources
    best = {claim.id for claim in record().claims.values() if outlets[sources[claim.source].outlet].grade in "AB"}
    assert set(ids(record(), grade="B+")) == best and 0 < len(best) < len(record().claims)
    assert set(ids(record(), grade="-2+")) == {n for n in record().claims if record().information_grade(n) <= 2}


def test_conflict_leaves_what_another_claim_contradicts() -> None:
    contested = {name for pair in record().conflicts for name in pair}
    assert contested and set(ids(record(), conflict=True)) == contested


def test_the_status_is_the_one_known_on_the_day(tmp_path: Path) -> None:
    old = claim(status='"disputed"', status_date='"2020"')
    early = ledger.load_ledger(records=shipped(tmp_path, old), as_of=date(2019, 12, 31))
    assert ids(early, status="active") == ["one"]


def test_unknown_words_of_filters_are_refused_together(three: Ledger) -> None:
    wrong = {
        "role": "fits", "status": "activ", "topic": "moneys", "place": "Dandon", "outlet": "papers",
        "origin": "a-bodi", "handling": "publik", "grade": "G", "since": "04/05/2019", "published": "2019-13",
    }  # fmt: skip
    with pytest.raises(EvidenceError) as refused:
        found_in(three, **wrong)
    faults = {fault.field: fault for fault in refused.value.faults}
    assert faults.keys() == {f"--{name}" for name in wrong}
    assert faults["--grade"].expected.startswith("B+ (the outlet)")
    assert all(fault.advice for name, fault in faults.items() if name != "--grade")
    assert faults["--outlet"].advice == "Did you mean paper?"
    assert faults["--origin"].advice == "Did you mean A-Body?"


def test_a_time_that_ends_before_it_begins_is_refused(three: Ledger) -> None:
    with pytest.raises(EvidenceError, match="a date from 2019-01-01 on, as --since says"):
        found_in(three, since="2019", until="2018")


@pytest.mark.parametrize("years", ["early 2019", "2019-04", "2019-04-04", "2015..2022"])
def test_a_date_holds_for_every_topic_that_is_joined(years):
    record = ledger.load_ledger()
    alone = [select(record, Selection(f"{topic} {years}")).claims for topic in ("quota", "flights")]
    each = [{claim.id for claim in claims} for claims in alone]
    both = select(record, Selection(f"quota {years} and flights"))
    assert {claim.id for claim in both.claims} == each[0] | each[1] and len(both.words.years) == 1


def test_a_town_as_a_filter_is_answered_with_its_area() -> None:
    with pytest.raises(EvidenceError, match=r"It lies in other China: write that area\."):
        ids(record(), place="Kunming")


def test_the_programs_own_term_finds_all_that_states_it() -> None:
    """What a screen calls `quota of officials` is typed back, and must not lose what it names."""
    terms = {states(claim): claim for claim in record().claims.values() if claim.measure}
    for term in terms:
        stating = {claim.id for claim in record().claims.values() if claim.measure and states(claim) == term}
        assert stating <= set(ids(record(), term)), term


def test_quota_of_officials_has_what_quota_has_of_officials() -> None:
    of_quota = {name for name in ids(record(), "quota") if record().claims[name].whose == "officials"}
    assert {*of_quota, "nk-2019-intv-17"} <= set(ids(record(), "quota of officials"))


def test_a_claim_that_only_says_the_word_is_told_apart() -> None:
    """The quotas of pf-c-13 are those of border police who must find migrants."""
    passing = mentioned_in_passing(record(), found_in(record(), "quota"))
    assert "pf-c-13" in passing and not passing & {"pf-g-05", "pf-g-13-recall", "nk-2019-intv-18", "pf-g-14"}
    # Where nothing else is found, nothing is in passing; and no measure stands for a town.
    assert not mentioned_in_passing(record(), found_in(record(), "Dandong"))
    assert "pf-c-13" not in mentioned_in_passing(record(), found_in(record(), "quota or forced returns"))


@pytest.mark.parametrize("word", ["routes", "route", "rotues"])
def test_no_word_of_another_subject_is_offered_for_one_that_only_looks_like_it(word: str) -> None:
    assert found_in(record(), word).advice == (f'"{word}" is in no claim.',)


@pytest.mark.parametrize(("typed", "meant"), [("qouta", "quota"), ("sanktions", "sanctions")])
def test_a_slip_is_still_put_right(typed: str, meant: str) -> None:
    assert f"Did you mean {meant}" in found_in(record(), typed).advice[0]
