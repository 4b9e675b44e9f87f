"""Characters that steer a terminal: found, shown, and refused in every text that is read."""

from __future__ import annotations

import pytest

from legation.base.characters import forbidden_character, has_east_asian, visible
from legation.base.faults import Fault, UserError, shown
from legation.base.toml import parse_toml

STEERING = [
    "\x00",
    "\x07",
    "\x08",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ud800",
]


@pytest.mark.parametrize("character", STEERING)
def test_a_steering_character_is_found_and_shown_in_ascii(character: str) -> None:
    assert forbidden_character(f"ab{character}c") == f"U+{ord(character):04X}"
    assert visible(f"ab{character}c") == f"ab\\u{ord(character):04x}c"


@pytest.mark.parametrize("text", ["", "a\tb\nc", "수입이 줄었다", "é ü 你好", "a\u00a0b", "𝒜", "a\u200db"])
def test_layout_and_every_script_may_stand(text: str) -> None:
    assert forbidden_character(text) == "" and visible(text) == text


def test_a_message_never_holds_one() -> None:
    fault = Fault("a\x1b[31m", shown("b\x9b2J"), "c\r", "d\u202e", "e\x07", 1)
    assert not forbidden_character(str(fault))


@pytest.mark.parametrize(
    ("text", "field", "line"),
    [
        ('title = "a\\u001b[2J"\n', "title", 1),
        ('format = 1\n[[claim]]\nnote = "a\\u009b"\n', "claim[1].note", 3),
        ('[[claim]]\nrelated = ["a", "b\\u202e"]\n', "claim[1].related[2]", 2),
        ('"a\\u001b" = 1\n', "a\\u001b", 1),
    ],
)
def test_no_file_may_hold_one_in_a_text_or_key(text: str, field: str, line: int) -> None:
    with pytest.raises(UserError) as refused:
        parse_toml(text.encode(), "mine.toml")
    (fault,) = refused.value.faults
    assert (visible(fault.field), fault.line) == (field, line) and fault.found.startswith("the character U+")


def test_all_of_them_are_named_at_once() -> None:
    with pytest.raises(UserError) as refused:
        parse_toml(b'a = "\\u0001"\nb = "\\u0002"\n', "mine.toml")
    assert [fault.found for fault in refused.value.faults] == ["the character U+0001", "the character U+0002"]


@pytest.mark.parametrize("letter", "가힣ㄱㅏᄀ元萬あア")
def test_letters_of_east_asian_scripts_are_told_from_others(letter: str) -> None:
    assert has_east_asian(f"to {letter}")
    assert not has_east_asian("Ünïcode “quoted” Москва 2019, €")
