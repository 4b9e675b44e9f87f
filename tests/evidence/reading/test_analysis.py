"""What a sentence names, before anything is decided."""

from __future__ import annotations

from datetime import date

from legation.evidence.reading.analysis import MOST_AMOUNTS, analyse
from legation.evidence.reading.lexicon import lexicon

DAY = date(2019, 5, 29)


def _analysis(text):
    return analyse(text, DAY, lexicon())


def test_everything_in_a_sentence_is_found_once():
    analysis = _analysis("RFA reported on 3 May 2019 that ten officials fled from Shenyang in April 2019.")
    assert [str(time.period) for time in analysis.times] == ["2019-04"]
    assert [place.area for place in analysis.places] == ["Shenyang"]
    assert [(amount.low, amount.persons) for amount in analysis.amounts] == [(10, "officials")]
    assert analysis.speaker.outlet.value == "rfa"
    assert "flee" in analysis.marks


def test_the_day_of_a_report_is_no_amount():
    assert _analysis("RFA reported on 3 May 2019 that they left.").amounts == []


def test_cities_in_a_row_are_counted():
    assert [amount.kind for amount in _analysis("in Beijing, Shenyang and Dandong").amounts] == ["cities"]


def test_words_for_changes_stand_in_order():
    assert [direction for direction, _ in _analysis("it rose, then fell, then doubled").changes] == [
        "rose",
        "fell",
        "rose",
    ]


def test_controls_are_made_visible():
    assert _analysis("they\x1b[31m fled").text == "they\\u001b[31m fled"


def test_a_text_full_of_numbers_is_read_in_part():
    assert len(_analysis(", ".join(["5 officials"] * 40)).amounts) == MOST_AMOUNTS
