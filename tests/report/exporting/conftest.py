"""One small run and one small comparison for all exports, with a scenario whose texts would hurt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from legation import api

SHORT = {"start": "2017-12-25", "end": "2020-12-20", "overrides": ["founding.posted=2500"]}
FORMULA, HANGUL = '=HYPERLINK("http://x")', "와크"


@pytest.fixture(scope="session")
def result():
    """A run of which one row says what a spreadsheet would compute."""
    made = api.run("baseline", worlds=6, **SHORT, command="legation run")
    rows = [replace(made.rows[0], because=FORMULA), *made.rows[1:]]
    return replace(made, rows=rows, day=date(2031, 5, 4))


@pytest.fixture(scope="session")
def twins():
    return api.compare("baseline", "no-bank-crackdown", worlds=4, **SHORT)
