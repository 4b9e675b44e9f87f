"""The page "Draws and outcomes in a notebook", run as it stands, with fewer worlds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "draws-and-outcomes.md").read_text(encoding="utf-8")
WORLDS = 8


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The names that the cells of the page leave behind."""
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
    shorter = code.replace("worlds=64", f'worlds={WORLDS}, start="2017-12-25"')
    assert shorter != code
    names: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("notebook"))
        exec(compile(shorter, "docs/draws-and-outcomes.md", "exec"), names)
        names["read"] = names["outcomes"].equals(names["result"].outcomes, null_equal=True)
    return names


def test_draws_and_outcomes_are_joined_by_world(notebook):
    assert notebook["worlds"].height == notebook["outcomes"].height
    assert notebook["worlds"]["world"].n_unique() == WORLDS


def test_there_is_an_income_for_each_year(notebook):
    assert notebook["by_year"]["year"].to_list()[:2] == [2018, 2019]
    assert notebook["by_year"]["trade_income"].null_count() == 0


def test_the_strongest_parameters_are_named(notebook):
    strongest = notebook["strongest"]
    assert strongest.height == 5 and set(strongest["parameter"]) <= set(notebook["free"])
    sizes = [abs(value) for value in strongest["rank correlation"]]
    assert sizes == sorted(sizes, reverse=True) and 0 < sizes[0] <= 1


def test_the_saved_table_is_the_same(notebook):
    assert notebook["read"]
