"""Documents: a TOML file that knows its lines."""

import pytest

from legation.base.faults import UserError
from legation.base.toml import dotted, parse_toml, read_toml

TEXT = '''# 1
title = "A"
about = """
fake = 1
[not.a.table]
"""

[parameters.trade.lost]
range = [
    0,
    1,
]
prior.kind = "uniform"
"quoted name" = 1

[[policies]]
name = "one"
[policies.where]
place = "Dandong"

[[policies]]  # the second
name = "two"
  [[policies.steps]]
  at = 1
  [[policies.steps]]
  at = 2
'''

LINES = [
    (("title",), 2),
    (("about",), 3),
    (("parameters", "trade", "lost"), 8),
    (("parameters", "trade", "lost", "range"), 9),
    (("parameters", "trade", "lost", "range", 1), 9),  # inside a value: the key's line
    (("parameters", "trade", "lost", "prior", "kind"), 13),
    (("parameters", "trade", "lost", "quoted name"), 14),
    (("policies", 0), 16),
    (("policies", 0, "name"), 17),
    (("policies", 0, "where", "place"), 19),
    (("policies", 1), 21),
    (("policies", 1, "name"), 22),
    (("policies", 1, "steps", 0, "at"), 24),
    (("policies", 1, "steps", 1, "at"), 26),
    (("policies", 1, "absent"), 21),  # the nearest thing around it
    (("absent",), 1),
]


def _refusal(raw):
    with pytest.raises(UserError) as caught:
        parse_toml(raw, "my.toml")
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(("path", "line"), LINES)
def test_a_key_or_table_is_found_on_its_line(path, line):
    assert parse_toml(TEXT.encode(), "my.toml").line(path) == line


@pytest.mark.parametrize(("path", "line"), LINES)
def test_a_byte_order_mark_and_windows_line_ends_move_no_line(path, line):
    raw = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    document = parse_toml(raw, "my.toml")
    assert document.line(path) == line
    assert document.data == parse_toml(TEXT.encode(), "my.toml").data


def test_text_in_triple_quotes_is_no_key():
    document = parse_toml(TEXT.encode(), "my.toml")
    assert ("fake",) not in document.lines
    assert ("not", "a", "table") not in document.lines


def test_a_quoted_name_may_hold_a_dot():
    document = parse_toml(b'[switches]\n"a.b" = true\n', "my.toml")
    assert document.line(("switches", "a.b")) == 2


def test_a_fault_names_file_line_and_field():
    fault = parse_toml(TEXT.encode(), "my.toml").fault(("policies", 1, "name"), '"two"', "another name")
    assert str(fault) == 'my.toml:22  policies[2].name: found "two"; expected another name.'


def test_list_positions_are_counted_from_1_in_messages():
    assert dotted(("policies", 0, "where", 2)) == "policies[1].where[3]"
    assert dotted(()) == ""


def test_bad_toml_is_refused_with_its_line():
    fault = _refusal(b'title = "A"\nrange = [0, 1\nname = 3\n')
    assert (fault.file, fault.expected) == ("my.toml", "valid TOML")
    assert fault.line in (2, 3)


def test_a_file_that_breaks_off_is_refused():
    assert _refusal(b"a = 1\nb =").line == 2


def test_bytes_that_are_no_text_are_refused_with_their_line():
    fault = _refusal(b'a = 1\nb = "\xff"\n')
    assert (fault.line, fault.expected, fault.advice) == (2, "UTF-8 text", "Save the file as UTF-8.")


def test_brackets_nested_without_end_are_refused():
    assert _refusal(b"a = " + b"[" * 100_000).expected in ("at most a few levels", "valid TOML")


@pytest.mark.parametrize(("name", "found"), [("absent.toml", "no such file"), ("", "a folder")])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name, found):
    with pytest.raises(UserError) as caught:
        read_toml(tmp_path / name)
    assert caught.value.faults[0].found == found


def test_reading_gives_the_values_of_the_file(tmp_path):
    (tmp_path / "a.toml").write_text(TEXT, encoding="utf-8")
    assert read_toml(tmp_path / "a.toml").data["policies"][1]["steps"] == [{"at": 1}, {"at": 2}]


def test_a_file_knows_its_folder_and_a_text_has_none(tmp_path):
    (tmp_path / "x.toml").write_text("a = 1")
    assert read_toml(tmp_path / "x.toml").folder == tmp_path
    assert parse_toml(b"a = 1", "x").folder is None
