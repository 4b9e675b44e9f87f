"""Synthetic ledgers: what is said of a world whose measures are known, by sources whose habits are known."""

from __future__ import annotations

from datetime import date
from math import exp, log, sqrt

import numpy as np
import pytest

from legation.evidence.csv_tables import RECORDS
from legation.evidence.exporting.toml_text import claims_text
from legation.evidence.ledger import load_ledger
from legation.evidence.series import rates_by_year
from legation.evidence.wordings.word import choices
from legation.experiments.setup import load_scenario
from legation.kernel.fixed_point import ONE
from legation.observation import press, targets
from legation.observation.press import Habits, synthetic_ledger
from tests.evidence.helpers import claim, shipped
from tests.evidence.wordings.helpers import agrees
from tests.observation.helpers import DANDONG, place, tables

HONEST = Habits(0.0, 0.0, dict.fromkeys("ABCDEF", 0.0))
WORLDS = 4
YEAR = '"2012-12-31..2013-12-29"'  # periods 52 to 64


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("baseline")


@pytest.fixture
def said(tmp_path, baseline):
    """From claims to what is said of them in the first of some worlds, once for each seed."""

    def said(history, *texts, habits=HONEST, seeds=(1,), world=0):
        record = load_ledger(records=shipped(tmp_path / str(len(list(tmp_path.iterdir()))), *texts))
        made = {name: targets.target(record.claims[name], baseline) for name in record.claims}
        rates = dict.fromkeys(range(2009, 2026), 6.0)
        return [synthetic_ledger(record, made, history, world, habits, seed=seed, rmb_per_usd=rates) for seed in seeds]

    return said


def _of(observable, **changes):
    fields = {"place": '"Dandong"', "period": YEAR, "kind": '"fact"', "upstream": '"somebody"',
              "represented_by": f'{{ observable = ["{observable}"] }}', **changes}  # fmt: skip
    return claim(**fields)


def _posted(number):
    """Worlds with so many officials in Dandong in 2013, and a hundred times as many in the last world."""
    history = tables(WORLDS)
    history["posted"][:, 52:65, DANDONG] = number
    history["posted"][WORLDS - 1, 52:65, DANDONG] = 100 * number
    return history


def test_a_bound_far_on_its_side_is_said_and_one_beyond_is_not(said):
    for bound, is_said in ((50, True), (2_000, False)):
        text = _of("posted_officials", wording='"at_least"', low=str(bound), high=None, unit='"persons"')
        (made,) = said(_posted(1_000), text)
        assert made.reports["one"].was_said == is_said == ("one" in made.ledger.claims)
        assert made.truth["one"] == 1_000


def test_a_number_lies_around_the_truth_with_the_spread_of_its_wording(said):
    """About: the logarithm errs with an sd of 0.25. Of 400 reports the mean errs by 0.0125 and the sd by 0.0088; 4 sd.
    Both biases and the wording add up: 0.25^2 + 0.3^2 + 0.2^2."""
    text = _of("posted_officials", wording='"about"', low="500", high="500", unit='"persons"')
    for habits, sd in ((HONEST, 0.25), (HONEST._replace(outlet_bias=0.2, source_bias=0.3), sqrt(0.1925))):
        made = said(_posted(1_000), text, habits=habits, seeds=range(400))
        logs = np.log([each.reports["one"].low for each in made])
        assert abs(logs.mean() - log(1_000)) < 4 * sd / 20
        assert abs(logs.std() - sd) < 4 * sd / sqrt(800)


def test_what_one_source_says_of_two_things_errs_alike(said):
    """With a bias of 1 and wordings that err by 0.25 each, the correlation is 1 / 1.0625 = 0.94; another source: 0."""
    fields = {"wording": '"about"', "low": "500", "high": "500", "unit": '"persons"'}
    habits = HONEST._replace(source_bias=1.0)
    for upstream, least, most in (("somebody", 0.9, 0.97), ("another", -0.2, 0.2)):
        other = _of("posted_officials", **fields | {"id": '"two"', "upstream": f'"{upstream}"'})
        made = said(_posted(1_000), _of("posted_officials", **fields), other, habits=habits, seeds=range(400))
        logs = np.log([[each.reports[name].low for name in ("one", "two")] for each in made])
        assert least < np.corrcoef(logs.T)[0, 1] < most


def test_an_unsound_source_says_what_any_world_might(said):
    """Of four worlds one has a hundred times as many, so a quarter of what it says is of that: of 400, 100 with an sd
    of 8.7; 4 sd. It is the source's grade that decides."""
    fields = {"wording": '"about"', "low": "500", "high": "500", "unit": '"persons"', "source_grade": '"F"'}
    habits = HONEST._replace(doubt=HONEST.doubt | {"F": 1.0})
    made = said(_posted(1_000), _of("posted_officials", **fields), habits=habits, seeds=range(400))
    assert all(each.unsound == {"somebody"} for each in made)
    assert abs(sum(each.reports["one"].low > 10_000 for each in made) - 100) < 4 * 8.7
    assert {float(each.truth["one"]) for each in made} == {1_000.0}
    graded = _of("posted_officials", **fields | {"source_grade": '"B"'})
    assert all(not each.unsound for each in said(_posted(1_000), graded, habits=habits, seeds=range(20)))


def test_doubt_is_how_often_a_source_is_unsound(said):
    """With a doubt of 0.25, of 400 sources 100 are unsound, with an sd of 8.7; 4 sd."""
    text = _of("posted_officials", wording='"about"', low="500", high="500", unit='"persons"', source_grade='"C"')
    habits = HONEST._replace(doubt=HONEST.doubt | {"C": 0.25})
    made = said(_posted(1_000), text, habits=habits, seeds=range(400))
    assert abs(sum(bool(each.unsound) for each in made) - 100) < 4 * 8.7


def test_the_grade_that_is_doubted_most_counts_for_all_claims_of_a_source(said):
    """An E is known to err, while of an F nobody can say: neither letter stands for the end of one scale."""
    fields = {"wording": '"about"', "low": "500", "high": "500", "unit": '"persons"'}
    texts = [
        _of("posted_officials", **fields | {"id": f'"{name}"', "source_grade": f'"{grade}"'})
        for name, grade in (("one", "E"), ("two", "F"))
    ]
    for doubt in ({"E": 1.0}, {"F": 1.0}):
        (made,) = said(_posted(1_000), *texts, habits=HONEST._replace(doubt=HONEST.doubt | doubt))
        assert made.unsound == {"somebody"}, doubt


def test_words_for_a_share_are_said_with_chances_that_sum_to_one(said):
    """Half of the officials meet the quota: four words share out the chances, and "some" is said by no claim."""
    history = _posted(1_000)
    history["quota_asked"][:, 64, DANDONG], history["quota_met"][:, 64, DANDONG] = 100, 55
    text = _of("quota_met_share", wording='"most"', low="50", high="100", unit='"percent"')
    made = said(history, text, seeds=range(600))
    chances = {word: float(chance) for word, chance in choices(np.array(0.55)).items()}
    counts = [sum(each.reports["one"].word == word for each in made) for word in chances]
    assert sum(chances.values()) == pytest.approx(1)
    assert agrees(counts, list(chances.values()))
    for each in made:
        word = each.reports["one"].word
        assert (word == "some") == ("one" not in each.ledger.claims)
        assert word == "some" or each.ledger.claims["one"].wording == word


def test_an_exact_count_is_of_the_claims_own_time(said):
    """26 flights in two years: an exact count has a mean of 26 and, of size 10, an sd of sqrt(26 + 67.6) = 9.7."""
    history = _posted(1)
    history["fled"][:, 52:78, DANDONG] = 1
    text = _of("flights", wording='"exact"', low="7", high="7", unit='"persons"', period='"2012-12-31..2014-12-28"')
    made = said(history, text, seeds=range(400))
    counts = [each.reports["one"].low for each in made]
    assert made[0].truth["one"] == pytest.approx(26)
    assert abs(np.mean(counts) - 26) < 4 * 9.7 / 20
    assert all(count == round(count) for count in counts)


def test_a_change_is_said_where_it_happened(said):
    history = tables(WORLDS)
    history["posted"][:, 52:65, DANDONG], history["posted"][:, 65:78, DANDONG] = 100, 300
    windows = '{ before = "2012-12-31..2013-12-29", after = "2013-12-30..2014-12-28" }'
    for wording, is_said in (("rose", True), ("fell", False)):
        fields = {"wording": f'"{wording}"', "low": None, "high": None, "unit": '""', "windows": windows}
        (made,) = said(history, _of("posted_officials", **fields))
        assert made.reports["one"].was_said == is_said
        assert made.truth["one"].tolist() == [100, 300]
    fields = {"wording": '"about"', "low": "40", "high": "40", "unit": '"percent growth"', "windows": windows}
    (made,) = said(history, _of("posted_officials", **fields))
    assert made.truth["one"] == pytest.approx(200)
    assert 60 < made.ledger.claims["one"].low < 600


def test_an_event_is_dated_to_where_most_of_it_happened_before_its_article(said):
    """Three flights in period 60, and ten in period 150, after the article of May 2019 only if the period is later."""
    history = _posted(1)
    history["fled"][:, 60, DANDONG] = 3
    history["fled"][:, 150, DANDONG] = 10
    fields = {"kind": '"event"', "wording": '"several"', "low": None, "high": None, "unit": '"cases"',
              "period": '"2019-03-04..2019-03-31"'}  # fmt: skip
    made = said(history, _of("flights", **fields), seeds=range(20))
    assert {float(each.truth["one"]) for each in made} == {3.0}  # period 150 lies in the summer of 2020
    dated = {(c.period.first, c.period.last) for each in made for c in each.ledger.claims.values()}
    assert dated == {(date(2013, 8, 12), date(2013, 9, 8))}  # weeks 240 to 243
    assert {each.reports["one"].was_said for each in made} == {True, False}  # of three, nine in ten say "several"


def test_one_interviewee_is_one_draw_of_all_officials(said):
    """Half earn 100 to 141 dollars a period and half 1,600 to 2,263: nobody says a number between, within errors."""
    history = _posted(10)
    row = place("Dandong") * 40
    history["left_bins"][:, 52:65, row + 13], history["left_bins"][:, 52:65, row + 21] = 5, 5
    text = _of("own_income_month_rmb", wording='"about"', low="3000", high="3000", unit='"RMB per month"')
    logs = np.log([each.reports["one"].low for each in said(history, text, seeds=range(200))])
    middle = log(2 ** (17.5 / 2) * 6 * 13 / 12)
    assert abs((logs > middle).mean() - 0.5) < 4 * 0.5 / sqrt(200)
    assert (abs(logs - middle) > 0.3).mean() > 0.95


def test_where_there_is_nothing_to_measure_nothing_is_said(said):
    text = _of("quota_met_share", wording='"most"', low="50", high="100", unit='"percent"')
    (made,) = said(_posted(1_000), text)
    assert made.left_out == {"one": press.NOTHING_TO_MEASURE}
    assert not made.reports and not made.ledger.claims


def test_numbers_have_as_many_digits_as_those_they_stand_for(said):
    for low, high, digits in (("500", "500", 1), ("520", "520", 2), ("3000", "4500", 2)):
        text = _of("posted_officials", wording='"about"', low=low, high=high, unit='"persons"')
        for made in said(_posted(123_457), text, seeds=range(5)):
            ends = made.ledger.claims["one"]
            assert all(len(f"{end:.0f}".rstrip("0")) <= digits for end in (ends.low, ends.high))
            assert (ends.low < ends.high) == (low != high)


def test_the_same_seed_says_the_same_and_a_claim_more_changes_no_other(said):
    fields = {"wording": '"about"', "low": "500", "high": "500", "unit": '"persons"'}
    habits = Habits(0.2, 0.3, dict.fromkeys("ABCDEF", 0.3))
    one = _of("posted_officials", **fields)
    two = _of("posted_officials", **fields | {"id": '"two"', "upstream": '"another"'})
    history = _posted(1_000)
    alone, again = (said(history, one, habits=habits, seeds=range(5)) for _ in range(2))
    beside = said(history, one, two, habits=habits, seeds=range(5))
    assert [each.reports["one"] for each in alone] == [each.reports["one"] for each in again]
    assert [each.reports["one"] for each in alone] == [each.reports["one"] for each in beside]
    assert len({each.reports["one"].low for each in alone}) == 5


@pytest.fixture(scope="module")
def of_the_record(baseline):
    """The shipped ledger as worlds of random counts would have it said, by the baseline's habits."""
    record = load_ledger()
    made = {name: targets.target(found, baseline) for name, found in record.claims.items() if found.wording != "none"}
    measured = {name: target for name, target in made.items() if isinstance(target, targets.Target)}
    lots = np.random.default_rng(1)
    history = {name: lots.integers(1, 100, table.shape) for name, table in tables(8).items()}
    history["alert"] = np.minimum(history["alert"] * 600, ONE)
    rates = {year: each.rmb_per_usd for year, each in rates_by_year().items()}
    habits = press.habits(baseline.draw(1, range(8)).human, 0)
    return record, measured, synthetic_ledger(record, measured, history, 2, habits, seed=1, rmb_per_usd=rates)


def test_every_claim_with_a_target_is_said_or_left_unsaid(of_the_record):
    _, measured, made = of_the_record
    assert set(made.reports) | set(made.left_out) == set(measured)
    assert not set(made.reports) & set(made.left_out)
    assert set(made.ledger.claims) <= set(made.reports)
    assert len(made.ledger.claims) > 25


def test_no_word_of_the_record_is_repeated(of_the_record):
    record, _, made = of_the_record
    for name, found in made.ledger.claims.items():
        assert found.paraphrase.startswith("Made up from one world of the model: ")
        assert (found.note, found.supports, found.said_by, found.related) == ("", "", "nobody", [])
        assert (found.source, found.upstream, found.role) == (
            record.claims[name].source, record.claims[name].upstream, record.claims[name].role,
        )  # fmt: skip


def test_its_claims_are_read_as_claims(of_the_record, tmp_path, baseline):
    """Written to a file and read again they are equal, and each has the target of the claim that it stands for."""
    _, measured, made = of_the_record
    folder = shipped(tmp_path / "records")
    for path in folder.glob("claims/*.toml"):
        path.unlink()
    (folder / "sources.toml").write_bytes((RECORDS / "sources.toml").read_bytes())
    (folder / "claims" / "made.toml").write_text(claims_text(made.ledger.claims.values()), encoding="utf-8")
    back = load_ledger(records=folder)
    assert back.claims == made.ledger.claims
    for name, found in back.claims.items():
        anew = targets.target(found, baseline)
        assert isinstance(anew, targets.Target), (name, anew)
        assert anew.observable == measured[name].observable


def test_habits_are_those_of_the_scenario(baseline):
    human = baseline.draw(1, range(3)).human
    drawn = press.habits(human, 2)
    assert drawn.outlet_bias == human["press.outlet_bias"][2] > 0
    assert drawn.source_bias == human["press.source_bias"][2] > 0
    assert drawn.doubt["F"] == human["press.doubt_f"][2]
    assert list(drawn.doubt) == list("ABCDEF")
    assert exp(drawn.outlet_bias) < 2
