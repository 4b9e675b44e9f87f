"""Third parties' mechanisms: put in their places, or refused with the package's name and the way to go on."""

from __future__ import annotations

import importlib
import inspect
import sys
from importlib.metadata import EntryPoint
from types import ModuleType, SimpleNamespace

import pytest

from legation.base.faults import MechanismError
from legation.engine.compiler import load_units
from legation.engine.third_parties import with_a_way_out, with_third_parties
from legation.engine.week import compose, the_week
from legation.mechanisms import WEEK, flight
from tests.contract import allowance
from tests.contract.bad import asks_for_nothing_known


def _point(name, value, package="gifts 0.1"):
    """An entry point of an installed package."""
    title, _, version = package.partition(" ")
    point = EntryPoint(name, value, "legation.mechanisms")
    vars(point)["dist"] = SimpleNamespace(name=title, version=version)
    return point


def _refused(*points):
    with pytest.raises(MechanismError) as refused:
        with_third_parties([flight], points)
    return [str(fault) for fault in with_a_way_out(refused.value, points).faults]


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Writes a module that can be imported, and is forgotten after the test."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)

    def write(name, text):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        importlib.invalidate_caches()
        return name

    yield write
    for path in tmp_path.glob("*.py"):
        sys.modules.pop(path.stem, None)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("import no_such_package\n", 1, "ModuleNotFoundError: No module named 'no_such_package'"),
        ("\ndef run(:\n", 2, "SyntaxError: invalid syntax (gifts.py, line 2)"),
        ("\n\n1 / 0\n", 3, "ZeroDivisionError: division by zero"),
        ("raise SystemExit(0)\n", 1, "SystemExit: 0"),
    ],
    ids=["missing package", "syntax", "error", "exit"],
)
def test_an_import_that_fails_names_package_file_line_and_the_way_to_go_on(written, text, line, reason):
    (fault,) = _refused(_point("gifts", written("gifts", text)))
    assert fault == (
        f"gifts.py:{line}  mechanism gifts (package gifts 0.1): found an import that fails ({reason}); "
        "expected a module that can be imported. To go on without it, uninstall the package gifts."
    )


def test_what_is_no_module_or_not_called_like_its_entry_point_is_refused(written):
    written("gifts", "def run(): ...\n")
    (fault,) = _refused(_point("gifts", "gifts:run"))
    assert "entry point: found a function; expected the module that holds `run`" in fault
    (fault,) = _refused(_point("presents", "gifts"))
    assert (
        "found the module gifts under the name presents; expected a module called presents, or "
        '`gifts = "gifts"` as the entry point'
    ) in fault


def test_a_name_that_is_ours_or_that_two_packages_give_is_refused():
    (fault,) = _refused(_point("trade", "legation.mechanisms.trade"))
    assert "mechanism trade (package gifts 0.1): found the name of a mechanism of Legation; expected a name of" in fault
    both = [_point("allowance", "tests.contract.allowance", package) for package in ("one 1.0", "two 2.0")]
    faults = _refused(*both)
    says = "expected a name of its own. To go on, uninstall one of the packages."
    assert faults == [
        f"mechanism allowance (package one 1.0): found the name that two 2.0 gives a mechanism, too; {says}",
        f"mechanism allowance (package two 2.0): found the name that one 1.0 gives a mechanism, too; {says}",
    ]


def test_the_faults_of_all_packages_are_told_at_once(written):
    points = [_point("gifts", written("gifts", "1 / 0\n")), _point("trade", "x"), _point("none", "no_such_module")]
    assert len(_refused(*points)) == 3


def test_one_of_theirs_may_stand_behind_another_whatever_their_names(monkeypatch):
    first, second = ModuleType("theirs.zeal"), ModuleType("theirs.art")
    first.AFTER, second.AFTER = "flight", "zeal"
    points = [SimpleNamespace(name=name, load=lambda m=m: m) for name, m in (("art", second), ("zeal", first))]
    assert with_third_parties([flight], points) == [flight, first, second]
    first.AFTER = "art"
    with pytest.raises(MechanismError) as refused:
        with_third_parties([flight], points)
    assert [fault.field for fault in refused.value.faults] == ["mechanism art: AFTER", "mechanism zeal: AFTER"]


def test_a_column_that_does_not_exist_is_told_with_the_way_to_go_on(monkeypatch):
    """The faults of our own mechanisms, if there were any, would have no such way."""
    monkeypatch.setattr(asks_for_nothing_known, "AFTER", "trade", raising=False)
    name = "asks_for_nothing_known"
    point = _point(name, f"tests.contract.bad.{name}")
    monkeypatch.setattr("legation.engine.week.registered_mechanisms", lambda: (point,))
    with pytest.raises(MechanismError) as refused:
        the_week.__wrapped__()
    (fault,) = refused.value.faults
    assert (fault.found, fault.advice) == (
        "saving", "Did you mean savings? To go on without it, uninstall the package gifts."
    )  # fmt: skip
    ours = MechanismError([fault.__class__("mechanism trade: run", "x", "y")])
    assert with_a_way_out(ours, [point]).faults == ours.faults


BROKEN = {
    "no_such_name": ("unknown(p.sum)", "NameError: name 'unknown' is not defined"),
    "unmarked": ("helper(p.sum)", "Untyped global name 'helper'"),
    "no_such_parameter": ("p.fees", "Unknown attribute 'fees'"),
    "text": ("'x'", "No implementation of function"),
    "imports": ("1\n            import json", "Use of unsupported opcode (IMPORT_NAME) found"),
    "lists": ("len([p.sum, p.sum] * p.sum)", "NRT"),
}


def _broken(kind):
    text = inspect.getsource(allowance).replace("Allowance:", f"{kind.capitalize().replace('_', ' ')}:")
    text = text.replace("savings[official] += p.sum", f"savings[official] += {BROKEN[kind][0]}")
    return text.replace("@step", "def helper(x):\n    return x\n\n\n@step")


def test_each_step_that_cannot_be_compiled_is_refused_in_a_sentence(written):
    modules = [importlib.import_module(written(kind, _broken(kind))) for kind in BROKEN]
    with pytest.raises(MechanismError) as refused:
        load_units(tuple(compose([module]).units[0] for module in modules))
    faults = {fault.field: fault for fault in refused.value.faults}
    assert set(faults) == {f"mechanism {kind}: run" for kind in BROKEN}
    for kind, (_, reason) in BROKEN.items():
        assert reason in faults[f"mechanism {kind}: run"].found
    assert not any("\n" in str(fault) for fault in faults.values())


def test_none_of_ours_is_taken_for_theirs():
    assert not the_week().third_parties & set(WEEK)
