"""Readings as the fields of claims, and in one line."""

from __future__ import annotations

from datetime import date

import pytest

from legation.evidence.claim_files import read_claim
from legation.evidence.claims import typed_claim
from legation.evidence.propositions import Proposition, proposition
from legation.evidence.reading.drafts import draft_of, own_words, rows_of, summary_of
from legation.evidence.reading.sentences import read_sentence
from legation.evidence.series import rates_by_year
from tests.evidence.reading.test_sentences import SENTENCES

DAY = date(2019, 5, 29)


def _draft(text):
    return draft_of(read_sentence(text, DAY))


def test_a_draft_has_the_fields_of_a_claim():
    assert _draft("In April 2019 about ten officials in Shenyang were recalled.") == {
        "kind": "quantity", "wording": "about", "low": 10, "high": 10, "unit": "persons", "measure": "recalls",
        "whose": "officials", "span": "month", "place": "Shenyang", "period": "2019-04"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("Sessions are held twice a week.", 2, "sessions per week"),
        ("Postings last 36 months, the usual term.", 3, "years"),
        ("Residence permits are renewed for one year.", 12, "months"),
        ("Their quota is USD 20,000 a year.", 20_000, "USD per year"),
        ("What they pay up the ladder has doubled.", 100, "percent growth"),
        ("Trade with China fell by 30 percent.", -30, "percent"),
        ("About half of the traders met their quota.", 50, "percent"),
    ],
)  # fmt: skip
def test_numbers_are_in_the_unit_of_the_measure(text, low, unit):
    draft = _draft(text)
    assert (draft["low"], draft["unit"]) == (low, unit)


def test_a_fall_has_its_windows():
    draft = _draft("There were fewer officials in China in 2019 than in 2016.")
    assert draft["windows"] == {"before": "2016", "after": "2019"}
    assert draft["kind"] == "trend"


def test_only_a_practice_is_denied():
    assert _draft("North Koreans can open bank accounts again.")["denies"] is True
    assert "denies" not in _draft("Ten officials did not flee.")


def test_without_a_measure_the_nearest_mechanism_is_named():
    draft = _draft("They do side work to get by.")
    assert "whose" not in draft and "span" not in draft
    assert "measure" in draft or draft["represented_by"]["mechanism"]


class _Origin:
    def fault(self, path, found, expected, advice=""):
        raise AssertionError((path, found, expected))


@pytest.mark.parametrize("text", SENTENCES)
def test_every_draft_is_a_claim_that_can_be_checked(text):
    """What the record demands of a claim, a draft keeps, but for a span or persons that the sentence doesn't say."""
    reading = read_sentence(text, DAY)
    draft = draft_of(reading)
    claim = typed_claim(
        text, **{name: value for name, value in draft.items() if name not in ("period", "windows", "kind")}
    )
    assert claim.measure == draft["measure"]
    if not set(reading.missing) & {"over what span", "whose it is"}:
        data = {"id": "x-1", "source": "x", "paraphrase": "Something was said.", "persons": 0, "said_by": "somebody",
                "source_grade": "F", "graded_on": "2019", "grade_basis": "none", "upstream": "x", "role": "context",
                "handling": "embargoed", "language": "en", **draft}  # fmt: skip
        assert read_claim(data, _Origin(), ("claim", 0), [], shipped=False)


def test_a_draft_can_be_set_beside_the_record():
    reading = read_sentence("In April 2019 a trader in Liaoning kept 20 yuan a month for himself.", DAY)
    draft = draft_of(reading)
    said = proposition(typed_claim("x", **draft | {"period": reading.period.value}), rates_by_year())
    assert isinstance(said, Proposition)
    assert said.region[0] < 20 * 12 / 6.9 < said.region[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "In April 2019 about ten officials in Shenyang were recalled.",
            "recalls · officials · about 10 persons · in a month · Shenyang · 2019-04",
        ),
        ("Sessions are held twice a week.", "sessions · 2 sessions per week"),
        ("Defections by traders have risen.", "flights · officials · rose"),
        ("North Koreans can open bank accounts again.", "accounts_refused · everybody · denied"),
        ("", "no measure"),
    ],
)
def test_a_reading_is_one_line(text, line):
    assert summary_of(read_sentence(text, DAY)) == line


def test_a_reading_is_shown_field_by_field_with_its_words():
    rows = rows_of(read_sentence("Ten officials fled from Shenyang.", DAY))
    assert ("measure", "flights", "fled") in rows
    assert ("amount", "10 persons", "Ten officials") in rows
    assert ("place", "Shenyang", "Shenyang") in rows
    assert all(name != "denies" for name, *_ in rows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "In April 2019 about ten officials in Shenyang were recalled.",
            "How many are called home before the end of their term (officials, about 10 persons, Shenyang, 2019-04).",
        ),
        ("The weather was fine.", ""),
        ("North Koreans can open bank accounts again.",
         "It was denied: Banks of the host open no accounts for them (everybody)."),
        (
            "The number of trade officials has fallen.",
            "How many are posted or living abroad at any one time (officials, fell).",
        ),
    ],
)  # fmt: skip
def test_a_reading_is_said_in_the_words_of_the_vocabulary(text, words):
    assert own_words(read_sentence(text, DAY)) == words
