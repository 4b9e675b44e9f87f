"""Entries are cut out or changed, and everything else keeps each character."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.faults import EvidenceError, UserError
from legation.evidence import toml_entries
from legation.evidence.toml_entries import TomlEntries

FILE = """format = 1
# about the file

[shared]
language = "en"
# about one
[[claim]]
id = "one"
windows = { before = "2018", after = "2019" }

# about two
# at length
[[ claim ]] # two
"id" = "two"
note = '''
# about nothing
[[claim]]
id = "one"
'''
[other]
list = [
[1],
  [2], # two
]
# about three
  [[claim]]
id = "three"
[claim.represented_by] # of three
mechanism = ["trade"]
"""


def cut(text: str, *ids: str) -> str:
    entries = TomlEntries(text.encode(), "claims")
    entries.cut("claim", ids)
    assert tomllib.loads(entries.text) == entries.data
    return entries.text


@pytest.mark.parametrize(
    ("gone", "first", "last"),
    [
        ("one", "# about one", 'after = "2019" }\n\n'),
        ("two", "# about two", "id = \"one\"\n'''\n"),
        ("three", "# about three", '["trade"]\n'),
    ],
)
def test_an_entry_goes_with_the_comments_right_above_it_and_with_nothing_else(gone: str, first: str, last: str) -> None:
    start = FILE.index(first)
    assert cut(FILE, gone) == FILE[:start] + FILE[FILE.index(last, start) + len(last) :]


def test_several_are_cut_at_once() -> None:
    text = cut(FILE, "one", "two", "three")
    assert tomllib.loads(text).keys() == {"format", "shared", "other"}
    assert text == cut(cut(cut(FILE, "three"), "one"), "two")


def test_what_is_not_there_changes_nothing() -> None:
    entries = TomlEntries(FILE.encode(), "claims")
    assert entries.cut("claim", {"four"}) == [] and entries.text == FILE


def test_entries_in_a_list_are_cut_too() -> None:
    text = 'format = 1\nclaim = [{ id = "one" },\n  { id = "two", note = "x" }, # two\n]\n# end\n'
    assert cut(text, "one") == 'format = 1\nclaim = [\n  { id = "two", note = "x" }, # two\n]\n# end\n'


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    raw = b'\xef\xbb\xbfformat = 1\r\n[[claim]]\r\nid = "one"\r\n[[claim]]\r\nid = "two"\r\n'
    entries = TomlEntries(raw, "claims")
    assert entries.cut("claim", {"one"}) == ["one"]
    assert entries.raw == b'\xef\xbb\xbfformat = 1\r\n[[claim]]\r\nid = "two"\r\n'


LINKS = """[[claim]]
id = "two"
related = [ # all
  "one", # first
  "three",   # third
  # last
  'one'
] # end
"derived_from" = ["one"]   # alone
replaced_by = 'one'
status = "superseded" # why
represented_by.mechanism = ["x"]
"""


def test_a_change_touches_only_what_changes() -> None:
    entries = TomlEntries(LINKS.encode(), "claims")
    claim = dict(entries.data["claim"][0])
    del claim["replaced_by"]
    claim |= {"related": ["three"], "derived_from": [], "status": "retracted"}
    entries.change("claim", {"claim": [claim]})
    expected = """[[claim]]
id = "two"
related = [ # all
  "three",   # third
  # last
] # end
"derived_from" = []   # alone
status = "retracted" # why
represented_by.mechanism = ["x"]
"""
    assert entries.text == expected


def test_what_all_entries_share_can_be_changed_in_each_form() -> None:
    for shared in ('[shared]\nrelated = ["one", "x"]\n', 'shared = { related = ["one", "x"] }\n',
                   'shared.related = ["one", "x"]\n'):  # fmt: skip
        entries = TomlEntries(f'{shared}[[claim]]\nid = "two"\n'.encode(), "claims")
        entries.change("claim", entries.data | {"shared": {"related": ["x"]}})
        assert entries.text == f'{shared}[[claim]]\nid = "two"\n'.replace('"one", ', "")


def test_a_key_may_be_added_to_an_entry() -> None:
    entries = TomlEntries(b'[[claim]]\nid = "two"\n[claim.windows]\nbefore = "2018"\n', "claims")
    entries.change("claim", {"claim": [entries.data["claim"][0] | {"status": "retracted"}]})
    assert entries.text == '[[claim]]\nid = "two"\nstatus = "retracted"\n[claim.windows]\nbefore = "2018"\n'


def test_a_text_that_is_not_as_intended_is_never_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_entries.tomlkit, "dumps", lambda document: 'id = "other"\n')
    entries = TomlEntries(LINKS.encode(), "mine.toml")
    with pytest.raises(EvidenceError, match=r"mine\.toml .*by hand"):
        entries.change("claim", {"claim": [entries.data["claim"][0] | {"related": []}]})
    assert entries.text == LINKS


def test_what_is_no_toml_is_refused() -> None:
    for raw in (b"[[claim]", b"\xff", b"x = [" * 10_000):
        with pytest.raises(UserError):
            TomlEntries(raw, "claims")


def test_nothing_left_means_no_comment_either() -> None:
    bare, comment = (TomlEntries(text.encode(), "a") for text in ("format = 1\n\n", "format = 1\n# mine\n"))
    assert bare.is_bare and not comment.is_bare


NAMES = st.sampled_from(["one", "two", "three", "four"])
VALUES = st.sampled_from([
    'note = "x"\n', 'note = """\n[[claim]]\n# x\n"""\n', "note = '''\n# x'''\n# tail\n", 'list = [\n[1],\n# c\n[2]]\n',
    "other.mechanism = ['a']\n", "windows = { before = '[[claim]]' }\n", "\n", "# loose\n\n", "",
])  # fmt: skip
TABLES = st.sampled_from(["", "[claim.represented_by]\nmechanism = []\n", "[[claim.more]]\nx = 1\n[[claim.more]]\n"])
HEADS = st.sampled_from(
    ["[[claim]]\n", "# about it\n[[claim]]\n", "\t[[ 'claim' ]] # here\n", "\n\n#a\n#b\n[[claim]]\n"]
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A file's text, and the text of each entry in it with the comments above it."""
    ids = draw(st.lists(NAMES, unique=True, min_size=1))
    texts = {name: draw(HEADS) + f'id = "{name}"\n' + draw(VALUES) + draw(TABLES) for name in ids}
    return "format = 1\n" + "".join(texts.values()), texts


@given(files(), st.sets(NAMES))
def test_in_any_file_what_stays_is_as_typed(made: tuple[str, dict[str, str]], gone: set[str]) -> None:
    text, texts = made
    data: dict[str, Any] = tomllib.loads(text)
    entries = TomlEntries(text.encode(), "claims")
    assert entries.cut("claim", gone) == [name for name in texts if name in gone]
    kept = [claim for claim in data["claim"] if claim["id"] not in gone]
    assert tomllib.loads(entries.text).get("claim", []) == kept
    # A comment at the end of an entry is about the next one, so the texts are compared without comments.
    lines = [line for name, own in texts.items() if name not in gone for line in own.split("\n")]
    assert [line for line in entries.text.split("\n") if "#" not in line and line] == [
        line for line in ["format = 1", *lines] if "#" not in line and line
    ]
