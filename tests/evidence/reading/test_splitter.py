"""Sentences of a running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.evidence.reading.splitter import is_notice, is_question, split_sentences


def _sentences(text):
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Kim of Trading Co. Ltd. paid 1.5 million won.", "It cost U.S. officials a lot of money.",
        "They left at 5 p.m. on Monday for home.", 'He said "We have to go home." and then he left.',
        "The price rose (see p. 5) by 3.5 percent.", "J. Smith wrote this on Jan. 5 in Seoul.",
    ],
)  # fmt: skip
def test_not_every_stop_ends_a_sentence(text):
    assert _sentences(text) == [text]


def test_a_closing_quotation_mark_belongs_to_its_sentence():
    text = "“We have to go home now.” That is what he said. 「우리는 집에 가야 합니다。」다른 소식통이 말했다。"
    assert _sentences(text)[0] == "“We have to go home now.”"
    assert _sentences(text)[1] == "That is what he said."


def test_a_heading_is_no_sentence_and_a_wrapped_line_is():
    wrapped = "Ten officials left the city on Monday, said a source,\nand went home by train."
    last = "More went later in the week."
    assert _sentences(f"North Koreans Go Home\n\n{wrapped}\n\nSub Heading\n{last}") == [wrapped, last]


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: The embassy in the city.", "Image: Daily News.", "Reported by Somebody for us all.",
        "Translated by Somebody for us all.", "Copyright 2019 by us and all the others.", "* Translated by Somebody.",
        "Add your comment by filling out the form.", "See https://example.org for more of this.",
    ],
)  # fmt: skip
def test_captions_and_notices_are_left_out(line):
    assert is_notice(line)
    assert _sentences(f"{line}\n\nTen officials left the city.") == ["Ten officials left the city."]


def test_a_long_sentence_with_an_address_stays():
    text = "Ten officials left " + "and others followed " * 10 + "as www.example.org says."
    assert _sentences(text) == [text]


def test_an_interview_has_speakers():
    text = "Daily News: How much do you make?\n\nTrade official: I make little money now."
    assert [(sentence.speaker, is_question(sentence.text)) for sentence in split_sentences(text)] == [
        ("Daily News", True), ("Trade official", False)]  # fmt: skip


def test_paragraphs_are_numbered():
    text = "Ten officials left here. Ten more came back.\n\nOthers never left the city."
    assert [sentence.paragraph for sentence in split_sentences(text)] == [0, 0, 1]


@given(st.text(max_size=400))
def test_sentences_lie_in_their_text_one_behind_the_other(text):
    end = 0
    for sentence in split_sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        end = sentence.end
