"""Hashes stand for texts, their limits and their order, and not for how an editor ends lines."""

import re

from legation.base.digest import digest, source


def test_texts_their_limits_and_their_order_count():
    usual = digest([b"one", b"two"])
    assert re.fullmatch("[0-9a-f]{16}", usual)
    assert usual == digest([b"one", b"two"])
    assert len({usual, digest([b"two", b"one"]), digest([b"onet", b"wo"]), digest([b"one", b"two", b""])}) == 4


def test_the_ends_of_lines_do_not_count(tmp_path):
    (tmp_path / "unix.py").write_bytes(b"one\ntwo\n")
    (tmp_path / "windows.py").write_bytes(b"one\r\ntwo\r\n")
    (tmp_path / "other.py").write_bytes(b"one two\n")
    assert source(tmp_path / "unix.py") == source(tmp_path / "windows.py") != source(tmp_path / "other.py")
