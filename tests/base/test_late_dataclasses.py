"""Late dataclasses are what `dataclass` makes of the same fields."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Sequence
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from importlib import import_module
from pkgutil import walk_packages
from threading import Barrier, Thread
from typing import ClassVar, Generic, TypeVar

import pytest

import legation
from legation.base.late_dataclasses import _RECIPE, _eager, _written, field_names, late_dataclass

Value = TypeVar("Value")


def declared(decorator):
    """The same classes, by one decorator or the other."""

    @decorator(frozen=True)
    class Base:
        kind: ClassVar[str] = "base"
        first: int
        second: str = "b"

        def __post_init__(self) -> None:
            if self.first < 0:
                raise ValueError("below zero")

    @decorator(frozen=True)
    class Derived(Base, Generic[Value]):
        """Documented."""

        second: str = "c"
        many: list[int] = field(default_factory=list)
        last: Value | None = None

    @decorator(frozen=True, kw_only=True)
    class ByName:
        low: float
        high: float = 1.0

    @decorator(frozen=True)
    class Unusual:
        shown: int
        hidden: int = field(default=2, repr=False, compare=False)
        late: int = field(default=3, kw_only=True)

    @decorator(frozen=True)
    class One:
        value: Sequence[int]

    @decorator(frozen=True)
    class Empty:
        pass

    return {each.__name__: each for each in (Base, Derived, ByName, Unusual, One, Empty)}


LATE, EAGER = declared(late_dataclass), declared(dataclass)
MADE = (
    ("Base", (1,), {}), ("Base", (1, "x"), {}), ("Base", (), {"second": "y", "first": 2}), ("Derived", (1,), {}),
    ("Derived", (1, "x", [1], 2.5), {}), ("Derived", (1,), {"last": "z"}), ("ByName", (), {"low": 0.5}),
    ("ByName", (), {"low": 0.5, "high": 2.0}), ("Unusual", (1,), {}), ("Unusual", (1, 9), {"late": 8}),
    ("One", ((1, 2),), {}), ("One", (1,), {}), ("Empty", (), {}),
)  # fmt: skip
WRONG = (
    ("Base", (), {}), ("Base", (1, "x", 3), {}), ("Base", (1,), {"third": 3}), ("Base", (1,), {"first": 1}),
    ("ByName", (1,), {}), ("Unusual", (1, 2, 3), {}), ("Empty", (1,), {}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "by_name"), MADE)
def test_objects_have_the_same_fields_and_are_shown_alike(name, arguments, by_name):
    late, eager = LATE[name](*arguments, **by_name), EAGER[name](*arguments, **by_name)
    assert vars(late) == vars(eager)
    assert repr(late) == repr(eager)
    assert asdict(late) == asdict(eager)
    assert copy.deepcopy(late) == late


@pytest.mark.parametrize(("name", "arguments", "by_name"), WRONG)
def test_wrong_arguments_are_refused(name, arguments, by_name):
    for kind in (LATE[name], EAGER[name]):
        with pytest.raises(TypeError):
            kind(*arguments, **by_name)


def test_objects_are_equal_and_hashed_as_those_of_dataclasses_are():
    made = [[kinds[name](*given, **by_name) for name, given, by_name in MADE] for kinds in (LATE, EAGER)]
    late, eager = ([[first == second for first in each] for second in each] for each in made)
    assert late == eager
    for one, other in zip(*made, strict=True):
        try:
            expected = hash(other)
        except TypeError:
            with pytest.raises(TypeError):
                hash(one)
        else:
            assert hash(one) == expected


def test_what_is_made_after_the_object_and_shared_lists():
    with pytest.raises(ValueError, match="below zero"):
        LATE["Derived"](-1)
    assert LATE["Derived"](1).many is not LATE["Derived"](1).many


@pytest.mark.parametrize("name", ["Base", "Derived", "Unusual"])
def test_no_field_can_be_set_or_deleted(name):
    late = LATE[name](1)
    for change in (lambda: setattr(late, field_names(LATE[name])[0], 2), lambda: setattr(late, "new", 2),
                   lambda: delattr(late, field_names(LATE[name])[0])):  # fmt: skip
        with pytest.raises(FrozenInstanceError):
            change()


def test_replace_gives_another_object_with_other_fields():
    late = declared(late_dataclass)["Derived"](1, last=2)
    other = replace(late, first=3)
    assert (other.first, other.last, late.first) == (3, 2, 1)


@pytest.mark.parametrize("name", list(EAGER))
def test_the_facts_on_fields_are_those_of_dataclasses(name):
    late, eager = declared(late_dataclass)[name], EAGER[name]
    assert dataclasses.is_dataclass(late)
    assert field_names(late) == tuple(each.name for each in fields(late)) == tuple(each.name for each in fields(eager))
    assert late.__match_args__ == eager.__match_args__
    assert late.__dataclass_params__.frozen and late.__doc__ == (eager.__doc__ if name == "Derived" else None)
    assert [str(each) for each in fields(late)] == [str(each) for each in fields(eager)]


def test_a_default_that_all_objects_would_share_is_refused():
    @late_dataclass(frozen=True)
    class Shared:
        values: list[int] = []

    with pytest.raises(AssertionError, match="would share one values"):
        Shared()


def test_threads_that_make_the_first_objects_at_once_get_whole_ones():
    for _ in range(20):
        kind, made, start = declared(late_dataclass)["Derived"], [], Barrier(8)

        def make(kind=kind, made=made, start=start):
            start.wait()
            made.append(kind(1, last=2))

        threads = [Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 8 and all(each == made[0] for each in made)


def test_every_late_class_of_the_package_is_made_as_a_dataclass_would_be():
    """`dataclass` refuses what can't be a field; here each class is handed to it, before a user meets it."""
    kinds = {
        kind
        for module in walk_packages(legation.__path__, "legation.")
        for kind in vars(import_module(module.name)).values()
        if isinstance(kind, type) and _RECIPE in vars(kind)
    }
    assert len(kinds) > 100
    for kind in kinds:
        eager = _eager(kind)
        method = kind.__init__
        if method.__code__.co_name == "method":  # not yet used
            method = _written(kind, "__init__")
        late, usual = (inspect.signature(each).parameters.values() for each in (method, eager.__init__))
        assert [(each.name, each.kind) for each in late] == [(each.name, each.kind) for each in usual], kind


def test_objects_survive_pickling():
    from legation.base.faults import Fault

    fault = Fault("a", "b", "c")
    assert pickle.loads(pickle.dumps(fault)) == fault
