"""Stories: the docstring of a mechanism is read in lists, and every fault in it has its line."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from legation.base.faults import MechanismError, shown
from legation.mechanisms import flight
from legation.mechanisms.story import HEADINGS, Story, StoryEntry, read_story, story_of

GIFTS = """Small gifts: every official receives the same sum.

Claims:
    Each official receives a sum.
    The sum is paid every week,
        in cents.

Leaves out:
    The sum never changes.

Assumes:
    No source gives the sum.

Sources:
    pf-g-11  The party gives presents.
    tl-06  A day of joy.
    mine-1  An own claim says so.

Readings:
    "some" -> five -> six cents.

Checked by:
    pf-f-01-2013  It counts gifts.

References:
    Mauss and Hubert 1925a  Gifts that oblige.
"""
BARE = Story("every official receives the same sum", ("Each receives it.",), ("All else.",))


def _faults(text, name="small_gifts"):
    with pytest.raises(MechanismError) as caught:
        read_story(text, name)
    return caught.value.faults


def _fault(good, bad):
    assert GIFTS.count(good) == 1
    (fault,) = _faults(GIFTS.replace(good, bad))
    return fault


def test_a_docstring_is_read_in_lists():
    assert read_story(GIFTS, "small_gifts") == Story(
        title="every official receives the same sum",
        claims=("Each official receives a sum.", "The sum is paid every week, in cents."),
        leaves_out=("The sum never changes.",),
        assumes=("No source gives the sum.",),
        sources=(
            StoryEntry("pf-g-11", "The party gives presents."),
            StoryEntry("tl-06", "A day of joy."),
            StoryEntry("mine-1", "An own claim says so."),
        ),
        readings=(StoryEntry('"some"', "five -> six cents."),),
        checked_by=(StoryEntry("pf-f-01-2013", "It counts gifts."),),
        references=(StoryEntry("Mauss and Hubert 1925a", "Gifts that oblige."),),
    )


def test_a_story_needs_claims_and_what_it_leaves_out_and_nothing_more():
    text = "Gifts: every official receives the same sum.\nClaims:\n    Each receives it.\nLeaves out:\n    All else.\n"
    assert read_story(text, "gifts") == BARE


@pytest.mark.parametrize("heading", ["Claims", "Leaves out"])
def test_a_part_that_every_story_needs_is_missed(heading):
    parts = {"Claims": "Each receives it.", "Leaves out": "All else."}
    lines = [line for known, fact in parts.items() if known != heading for line in (f"{known}:", f"    {fact}")]
    (fault,) = _faults("\n".join(["Gifts: every official receives the same sum.", *lines]), "gifts")
    assert (fault.line, fault.field, fault.found) == (1, f"mechanism gifts: docstring, {heading}", "nothing")


@pytest.mark.parametrize(
    "first",
    [
        "every official receives the same sum.",
        "Gifts: every official receives the same sum.",
        "small_gifts: every official receives the same sum.",
        "Small gifts: every official receives the same sum",
        "Small gifts: every official receives the same sum. It is small.",
        "Small gifts: .",
        "Small gifts:",
    ],
)
def test_the_first_line_names_the_mechanism_and_says_one_sentence(first):
    fault = _fault("Small gifts: every official receives the same sum.", first)
    assert (fault.line, fault.found) == (1, shown(first))
    assert fault.expected == "a first line `Small gifts: …` with one sentence and a full stop"


@pytest.mark.parametrize(
    ("good", "bad", "line", "said"),
    [
        ("Claims:", "Claim:", 3, 'found "Claim:"; expected a heading: Claims, Leaves out, '),
        ("Assumes:", "We assume:", 11, 'found "We assume:"; expected a heading: '),
        ("Assumes:", "Assumes", 11, 'found "Assumes"; expected `Assumes:` in a line of its own'),
        ("Assumes:", "Assumes: much.", 11, 'found "Assumes: much."; expected `Assumes:` in a line of its own'),
        ("Assumes:", "Claims:", 11, "found Claims: twice; expected each heading once"),
        ("Assumes:\n    No source gives the sum.", "Assumes:", 1, "Assumes: found nothing; expected `Assumes:`"),
        ("    No source", "  No source", 12, 'found 2 before "No source gives the sum."; expected 4 spaces'),
        ("    No source", "\tNo source", 12, 'expected a heading: '),
        ("the sum.\n\nSources", "the sum\n\nSources", 12, "expected a sentence that ends with a full stop"),
        ("pf-g-11  The", "pf-g-11 The", 15, "expected the id of a record, two spaces, and a sentence"),
        ("pf-g-11  The", "PF-G-11  The", 15, "expected the id of a record, two spaces, and a sentence"),
        ("pf-g-11  The", "pf-g-11, tl-06  The", 15, "expected the id of a record, two spaces, and a sentence"),
        ("tl-06  A", "pf-g-11  A", 16, 'Sources: found "pf-g-11" twice; expected each once'),
        ("Each official receives a sum.", "The sum is paid every week, in cents.", 5, "twice; expected each once"),
        ('"some" -> five -> six cents.', '"some" is five cents.', 20, "expected a wording, ` -> `, and how"),
        ("Mauss and Hubert 1925a  ", "Mauss and Hubert  ", 26, "expected author, year, two spaces, and what for"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_parse_is_refused_where_it_stands(good, bad, line, said):
    text = GIFTS.replace(good, bad, 1)
    assert text != GIFTS
    faults = [fault for fault in _faults(text) if said in str(fault)]
    assert [fault.line for fault in faults] == [line]


def test_headings_keep_their_order():
    a, b = "Assumes:\n    No source gives the sum.\n\n", "Leaves out:\n    The sum never changes.\n\n"
    (fault,) = _faults(GIFTS.replace(a, "").replace(b, a + b))
    assert (fault.line, fault.found) == (11, "Leaves out: after Assumes:")
    assert fault.expected == f"the headings in the order {', '.join(HEADINGS)}"


def test_a_mistyped_heading_gets_the_nearest():
    assert _fault("Readings:", "Reading:").advice == "Did you mean Readings?"


def test_a_fact_or_a_continuation_above_which_nothing_stands_is_refused():
    (early,) = _faults(GIFTS.replace("\n\nClaims:", "\n    It is small.\nClaims:", 1))
    assert (early.line, early.expected) == (2, "a heading above the first fact")
    faults = _faults(GIFTS.replace("    The sum never changes.", "        The sum never changes."))
    assert (faults[0].line, faults[0].found) == (9, '8 before "The sum never changes."')


def test_all_faults_are_named_at_once():
    assert [fault.line for fault in _faults("Gifts.\n  a\nClaim:\n    B.\nSources:\n    pf-g-11.\n", "gifts")] == [
        1, 2, 3, 1, 1, 6]  # fmt: skip


def test_a_docstring_that_is_not_there_is_a_fault_and_not_an_empty_story():
    faults = _faults("")
    assert [fault.found for fault in faults] == ["nothing"] * 3


def test_a_fault_names_file_and_line(tmp_path, monkeypatch):
    (tmp_path / "small_gifts.py").write_text("# A comment.\n\n" + f'"""{GIFTS}"""\n'.replace("Claims:", "Claim:"))
    monkeypatch.syspath_prepend(tmp_path)
    import small_gifts

    with pytest.raises(MechanismError) as caught:
        story_of(small_gifts)
    heading, missing = caught.value.faults
    assert (heading.file, heading.line, missing.line) == (str(tmp_path / "small_gifts.py"), 5, 3)
    assert str(heading).startswith(f'{tmp_path / "small_gifts.py"}:5  mechanism small_gifts: docstring: found "Claim:"')


def test_a_module_without_a_file_has_faults_without_lines():
    with pytest.raises(MechanismError) as caught:
        story_of(ModuleType("theirs.gifts"))
    assert {(fault.file, fault.line) for fault in caught.value.faults} == {("", 0)}


def test_flight_is_the_example_of_all_parts():
    story = story_of(flight)
    assert story.title == "an official leaves the post without permission"
    assert story.claims[0] == "An official leaves with a small chance each week."
    assert story.sources[0].name == "nk-2019-intv-26"
    assert {work.name for work in story.references} == {"Hirschman 1970", "Carling 2002", "Allison 1982"}


def test_stories_are_read_where_python_leaves_docstrings_out():
    program = "from legation.mechanisms import story, flight; print(flight.__doc__, story.story_of(flight).title)"
    done = subprocess.run([sys.executable, "-OO", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "None an official leaves the post without permission\n"
