"""Whether the tests of a file notice small changes of its rules; and that the changes are those that are meant.

Seeds are fixed, so the same code gives the same mutants.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from verification.mutants import (
    FLOOR,
    GROUPS,
    HOME,
    Bench,
    Mutant,
    files,
    judge,
    mutants_of,
    sample,
    share_noticed,
    table,
    write_table,
)

SOURCE = '''"""Words with 3 in them."""
COLUMNS = (9,)
LIMIT: int = 7
def f(a, b=2) -> "5":
    assert a > 0, 4
    return min(a, b) if a not in (1,) else f"{8}"
'''


def test_the_mutants_of_a_source_by_hand():
    """Docstrings, assertions, annotations, declarations and parts of texts stay as they are."""
    assert [(mutant.line, mutant.kind, mutant.after) for mutant in mutants_of(SOURCE)] == [
        (3, "number", "LIMIT: int = (7 + 1)"),
        (4, "number", 'def f(a, b=(2 + 1)) -> "5":'),
        (6, "limit", 'return max(a, b) if a not in (1,) else f"{8}"'),
        (6, "branches", 'return min(a, b) if (not (a not in (1,))) else f"{8}"'),
        (6, "comparison", 'return min(a, b) if a in (1,) else f"{8}"'),
        (6, "number", 'return min(a, b) if a not in ((1 + 1),) else f"{8}"'),
    ]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("x = 수 < y <= z", ["x = 수 <= y <= z", "x = 수 < y < z"]),
        ("x = (a <\n  b)", ["x = (a <="]),
        ("x = a is not b", ["x = a is b"]),
        ("x = 'is' is a", ["x = 'is' is not a"]),
    ],
)
def test_each_comparison_is_flipped_by_itself(line, after):
    assert [mutant.after for mutant in mutants_of(line)] == after


def test_of_harm_rules_words_are_left_out_one_by_one():
    assert [mutant.after for mutant in mutants_of('P = "(?:a|수|c)\\\\d|e"', "harm")] == [
        'P = "(?:a|c)\\\\d|e"',
        'P = "(?:a|수)\\\\d|e"',
    ]


def test_every_mutant_is_a_program_of_its_own():
    for group in GROUPS:
        for file in files(group):
            source = (HOME / "src/legation" / file).read_bytes()
            mutants = mutants_of(source.decode(), group, file)
            sources = {mutant.of(source) for mutant in mutants}
            assert len(sources) == len(mutants) and source not in sources
            for mutant in mutants:
                compile(mutant.of(source), file, "exec")


def test_every_file_with_rules_has_tests_of_its_own():
    mutants = [mutant for group in GROUPS for mutant in sample({group: 10_000})]
    assert {mutant.group for mutant in mutants} == set(GROUPS)
    assert [mutant.tests for mutant in mutants if not (HOME / mutant.tests).exists()] == []


def test_a_change_that_matters_is_noticed_and_one_that_does_not_survives(tmp_path: Path):
    """The negative control, on the smallest mechanism."""
    bench, source = Bench(tmp_path / "bench"), (HOME / "src/legation/mechanisms/sessions.py").read_bytes()
    at = source.index(b"return p.base_per_week +")

    def mutant(text: str) -> Mutant:
        return Mutant("mechanisms", "mechanisms/sessions.py", 1, "", "", "", at, at + len(b"return p."), text)

    assert bench.passes(mutant("").tests)
    assert bench.notices(mutant("return 1 + p."), 100) and not bench.notices(mutant("return 0 + p."), 100)
    assert bench.notices(mutant("while True: pass # "), 20) and bench.notices(mutant("return [0] * 10**10 + p."), 100)
    assert (tmp_path / "bench/src/legation/mechanisms/sessions.py").read_bytes() == source


def test_most_mutants_are_noticed_by_the_tests_of_their_file():
    """Survivors are listed in `results/mutants.md`."""
    verdicts = judge(sample({group: count for group, (count, _) in GROUPS.items()}), os.cpu_count() or 1)
    write_table(verdicts)
    assert share_noticed(verdicts) >= FLOOR, "\n".join(table(verdicts))
