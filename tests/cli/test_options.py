"""The options that say which ledger: a day, and folders of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import UserError
from legation.cli.options import open_ledger
from tests.evidence.helpers import claim, folder


def test_a_day_and_folders_reach_the_ledger(tmp_path: Path) -> None:
    found = open_ledger("2019-04", (folder(tmp_path / "a", claim()),))
    assert found.as_of and found.as_of.isoformat() == "2019-04-30"
    assert "one" not in found.claims and "pf-a-01" in found.claims  # "one" was published in May
    assert "one" in open_ledger("2019-05", (tmp_path / "a",)).claims


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="--as-of"):
        open_ledger("04/05/2019", ())
