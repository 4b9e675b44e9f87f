"""Tables of priors: kept ones are those that are worked out, and nothing else is taken for one."""

from __future__ import annotations

import numpy as np
import pytest

from legation.scenario import prior_tables
from legation.scenario.files import SHIPPED
from legation.scenario.prior_tables import table_of

TABLE = np.linspace(0.0, 1.0, 5)
SHIPPED_PRIOR, OWN = {"kind": "gamma", "shape": 2.0}, {"kind": "gamma", "shape": 2.125}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """How often a table was worked out."""
    monkeypatch.setenv("LEGATION_CACHE", str(tmp_path))
    key = prior_tables._key(SHIPPED_PRIOR, 0, 10)
    monkeypatch.setattr(prior_tables, "_shipped", lambda: frozenset([key]))
    return []


def _table(asked, prior=SHIPPED_PRIOR, low=0, high=10, table=TABLE):
    return table_of(prior, low, high, lambda: asked.append(prior) or table.copy())


def _files(tmp_path):
    return list((tmp_path / "priors").iterdir())


def test_a_shipped_prior_is_worked_out_once(asked, tmp_path):
    tables = [_table(asked) for _ in range(3)]
    assert len(asked) == 1 and all(np.array_equal(table, TABLE) for table in tables)
    (file,) = _files(tmp_path)
    assert file.stat().st_mode & 0o077 == 0


def test_nothing_of_a_users_own_prior_or_of_a_quick_one_is_kept(asked, tmp_path):
    for prior in (OWN, OWN, {"kind": "uniform"}):
        _table(asked, prior)
    _table(asked, high=11)
    assert len(asked) == 4 and _files(tmp_path) == []


def test_a_damaged_or_exchanged_table_is_worked_out_anew(asked, tmp_path):
    _table(asked)
    (file,) = _files(tmp_path)
    whole = file.read_bytes()
    for damaged in (whole[:-1], b"", whole[:40] + b"x" + whole[41:]):
        file.write_bytes(damaged)
        assert np.array_equal(_table(asked), TABLE)
    assert len(asked) == 4 and file.read_bytes() == whole
    name = file.name
    file.rename(file.with_name("other.table"))
    (tmp_path / "priors" / "other.table").rename(file.with_name("0" * 16 + ".table"))
    assert prior_tables._read(file.with_name("0" * 16 + ".table")) is None and name


def test_other_sources_have_other_tables(asked, monkeypatch):
    _table(asked)
    monkeypatch.setattr(prior_tables, "_sources", lambda: b"edited")
    assert np.array_equal(_table(asked, table=TABLE + 1), TABLE + 1)


def test_the_priors_of_the_shipped_scenarios_are_those_that_are_kept():
    assert prior_tables.SCENARIOS == SHIPPED
    assert prior_tables._key({"kind": "gamma", "shape": 2}, 0, 10) == prior_tables._key(SHIPPED_PRIOR, 0.0, 10.0)
    assert len(prior_tables._shipped()) > 100
