"""The repository keeps the rules of the house. A failure says what to do; the rules stand in `rules.py`."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.tidy import rules

HOME = Path(__file__).parents[2]
PACKAGE = HOME / "src" / "legation"

# Ratchets: debts that may be paid off and not increased. An entry that is no longer needed fails, too.
UNTESTED_MODULES: set[str] = set()
EMPTY_NAMES_MOST = 10
TOO_LONG: dict[str, int] = {}  # "src/legation/x.py" or "src/legation/x.py:function" -> lines that it may have

MADE_BY_TOOLS = {"build", "dist", "runs", "__pycache__", "node_modules"}


def _relative(path):
    return path.relative_to(HOME).as_posix()


@cache
def _scored():
    """Claims that the model is compared with, in fitting or to check it."""
    from legation.evidence import ledger

    return frozenset(claim.id for claim in ledger.load_ledger().claims.values() if claim.role in ("fit", "check"))


def _repository():
    """Every file that people wrote, as `git` would list them, also where there is no git."""
    files = []
    folders = [HOME]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if not path.is_dir():
                files.append(path)
            elif path.name == ".ci" or not (path.name.startswith(".") or path.name in MADE_BY_TOOLS):
                folders.append(path)
    return files


@cache
def _modules(folder=PACKAGE):
    return {_relative(path): ast.parse(path.read_text("utf-8")) for path in sorted(folder.rglob("*.py"))}


def _mechanisms():
    week = rules.week(ast.parse((PACKAGE / "mechanisms" / "__init__.py").read_text("utf-8")))
    return {f"src/legation/mechanisms/{name}.py": _modules()[f"src/legation/mechanisms/{name}.py"] for name in week}


def _groups():
    from legation.population.groups import GROUPS

    return {name: group._fields for name, group in GROUPS.items()}


def _tell(faults):
    faults = list(faults)
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def test_every_module_says_what_it_is_for():
    _tell(fault for path, tree in _modules().items() for fault in rules.unexplained(path, tree))


def test_every_folder_of_modules_is_a_package():
    """A folder without one is missing from the wheel and from the import contract, though a checkout works."""
    bare = {path.parent for path in PACKAGE.rglob("*.py") if not (path.parent / "__init__.py").exists()}
    _tell(f"{_relative(path)}: no __init__.py. Add one that says what the folder is for." for path in sorted(bare))


def test_every_mechanism_says_in_lists_what_it_claims_leaves_out_and_rests_on():
    assert _mechanisms(), "mechanisms/__init__.py names no mechanism in WEEK"
    _tell(fault for path, tree in _mechanisms().items() for fault in rules.broken_stories(path, tree))


def test_no_mechanism_names_as_its_source_what_it_is_compared_with():
    _tell(fault for path, tree in _mechanisms().items() for fault in rules.scored_sources(path, tree, _scored()))


def test_nothing_is_assumed_with_a_report_that_the_model_is_compared_with():
    for path in sorted((PACKAGE / "scenarios").glob("*.toml")):
        scenario = tomllib.loads(path.read_text("utf-8"))
        owners = [
            *((f"{owner}.{name}", told) for owner, of_one in scenario.get("parameters", {}).items()
              for name, told in of_one.items()),
            *scenario.get("inputs", {}).items(),
            *((told["name"], told) for told in scenario.get("policies", ())),
        ]  # fmt: skip
        for name, told in owners:
            given = told.get("assumed", "") + told.get("note", "")
            _tell(rules.scored_reasons(f"{path.name}: {name}", given, told.get("records", ()), _scored()))


def test_every_mechanism_has_its_place_in_the_week():
    lost = {path for path, tree in _modules(PACKAGE / "mechanisms").items() if rules.steps(tree)} - set(_mechanisms())
    _tell(
        f"{path}: a mechanism that never acts. Name it in WEEK, in mechanisms/__init__.py, or remove it."
        for path in lost
    )


def test_mechanisms_hold_no_floats():
    _tell(fault for path, tree in _mechanisms().items() for fault in rules.floats(path, tree))


def test_nothing_gives_up_exactness_for_speed():
    _tell(fault for path, tree in _modules().items() for fault in rules.fast_math(path, tree))


def test_every_question_to_chance_has_a_name_of_its_own():
    _tell(rules.shared_purposes(_modules().items()))
    _tell(fault for path, tree in _mechanisms().items() for fault in rules.unnamed_purposes(path, tree))


def test_every_argument_of_a_step_is_a_column():
    from legation.engine.week import the_week

    known = {*the_week().columns.by_name, *_groups(), "own"}
    _tell(fault for path, tree in _modules().items() for fault in rules.unknown_columns(path, tree, known))


def test_a_step_uses_every_column_that_it_asks_for_and_writes_every_one_that_it_marks():
    folders = PACKAGE / "mechanisms" / "shared", PACKAGE / "kernel"
    shared = [tree for folder in folders for tree in _modules(folder).values()]
    for path, tree in _mechanisms().items():
        groups = {**_groups(), "own": rules.own_columns(tree)}
        _tell(rules.idle_arguments(path, tree, groups, shared))
        _tell(rules.unwritten_columns(path, tree, groups, shared))


def test_one_lottery_is_open_at_a_time():
    _tell(fault for path, tree in _modules().items() for fault in rules.nested_lotteries(path, tree))


def test_mechanisms_can_be_checked_by_turning_their_loops_round():
    kinds = (rules.stray_lotteries, rules.hidden_loops, rules.borrowed_rules)
    _tell(fault for path, tree in _mechanisms().items() for rule in kinds for fault in rule(path, tree))


def test_every_module_has_a_test_of_the_same_path():
    """A package's `__init__.py` and `__main__.py` only hand on what other modules do; their users test them."""
    modules = {path for path in _modules() if not path.endswith(("__init__.py", "__main__.py"))}
    tests = {path: re.sub(r"^src/legation/(.*/)?(\w+)\.py$", r"tests/\1test_\2.py", path) for path in sorted(modules)}
    untested = {path for path in modules if not (HOME / tests[path]).exists()}
    _tell(
        [
            f"{path}: no test. Write {tests[path]}, beginning with an answer worked out by hand."
            for path in sorted(untested - UNTESTED_MODULES)
        ]
        + [
            f"{path}: now tested, or gone. Take it off UNTESTED_MODULES."
            for path in sorted(UNTESTED_MODULES - untested)
        ]
    )


def test_modules_and_folders_are_named_by_nouns():
    _tell(rules.verbal_names(path.removeprefix("src/legation/") for path in _modules()))


def test_one_public_name_means_one_thing():
    """The parts that mechanisms, observables and wordings share are named alike; a command is named as its question.

    The step of a mechanism is called `run`, and so is the question of the main command.
    """
    families = ("legation/mechanisms/", "legation/observation/observables/", "legation/evidence/wordings/")
    asked = {path: tree for path, tree in _modules().items() if "/cli/" not in path}
    _tell(fault for fault in rules.shared_names(asked.items(), families) if not fault.startswith("run:"))


def test_variables_are_named_after_what_they_hold():
    unnamed = [fault for path, tree in _modules().items() for fault in rules.empty_names(path, tree)]
    _tell(unnamed if len(unnamed) > EMPTY_NAMES_MOST else ())


def test_modules_and_functions_stay_short():
    long = {
        name: (size, most)
        for path, tree in _modules().items()
        for name, size, most in rules.lengths(path, (HOME / path).read_text("utf-8"), tree)
    }
    _tell(
        [
            f"{name}: {size} lines; at most {TOO_LONG.get(name, most)} are easy to read. Split it."
            for name, (size, most) in long.items()
            if size > TOO_LONG.get(name, most)
        ]
        + [f"{name}: short enough now, or gone. Take it off TOO_LONG." for name in TOO_LONG.keys() - long.keys()]
    )


def test_the_repository_speaks_of_the_program_only():
    """Wrong inputs in `tests/faults` may hold bytes that are no text; those can't be read by anyone, either."""
    files = ((_relative(path), path.read_bytes().decode("utf-8", "replace")) for path in _repository())
    _tell(fault for path, text in files for fault in rules.traces_of_making(path, text))


def test_no_lock_file_records_download_addresses():
    _tell(rules.lock_files(map(_relative, _repository())))


def test_no_text_for_users_claims_more_than_the_model_can_know():
    shown = {**_modules(PACKAGE / "cli"), **_modules(PACKAGE / "report")}
    pages = sorted((PACKAGE / "report").rglob("*.html"))
    _tell(
        [
            fault
            for path, tree in shown.items()
            for line, text in rules.strings(tree)
            for fault in rules.overclaims(path, line, text)
        ]
        + [fault for page in pages for fault in rules.overclaims(_relative(page), 1, page.read_text("utf-8"))]
    )


def test_the_form_of_an_id_is_said_in_one_module():
    modules = {**_modules(), **_modules(HOME / "docs")}
    assert list(rules.id_grammars("ids.py", modules.pop("src/legation/base/ids.py")))
    _tell([fault for path, tree in modules.items() for fault in rules.id_grammars(path, tree)])


def test_the_citation_names_the_version_of_the_package():
    version = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (HOME / "CITATION.cff").read_text("utf-8")
    assert f"\n## {version}" in (HOME / "CHANGELOG.md").read_text("utf-8")
