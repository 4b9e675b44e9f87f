"""Runs the command line inside the test, and gives back what a user would see."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from legation import cli


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """The output in one line, however the console wrapped it."""
        return " ".join(self.out.split())


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(word) for word in words])
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return Ran(ended.value.code, out, err)
