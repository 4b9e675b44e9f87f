"""Frozen dataclasses whose methods are written when they are first used.

`dataclass` writes the text of six methods for each class and compiles it, which takes a millisecond. A command imports
some seventy such classes and needs hardly more than the `__init__` of most. A late class gets that one at its first
object, compares and shows its objects by methods that need no text of their own, and leaves all that is asked of its
fields, and classes with unusual ones, to `dataclass` itself.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["field_names", "late_dataclass"]

_RECIPE = "__late_dataclass__"  # what a class was declared with: the kinds of its own fields, and their defaults
_METHODS = ("__init__", "__repr__", "__eq__", "__hash__")


def _late_dataclass(*, frozen: bool, kw_only: bool = False) -> Callable[[type], type]:
    """What `dataclass` gives for these options. All dataclasses that a late one inherits from are late, too."""
    assert frozen, "an object that may change is not guarded, and its class has less to write"

    def late(cls: type) -> type:
        assert "__eq__" not in vars(cls), f"{cls.__qualname__} compares as it likes"
        kinds = dict(cls.__annotations__)
        defaults = {name: vars(cls)[name] for name in kinds if name in vars(cls)}
        setattr(cls, _RECIPE, (kinds, defaults, kw_only))
        for name, default in defaults.items():
            if isinstance(default, Field) and default.default is MISSING:
                delattr(cls, name)
            elif isinstance(default, Field):
                setattr(cls, name, default.default)
        for name in _METHODS:
            if name not in vars(cls):
                setattr(cls, name, _unwritten(cls, name))
        for name in ("__dataclass_fields__", "__dataclass_params__", "__match_args__"):
            setattr(cls, name, _Unknown(cls, name))
        _freeze(cls)
        return cls

    return late


if TYPE_CHECKING:
    from dataclasses import dataclass as late_dataclass
else:
    late_dataclass = _late_dataclass


def field_names(cls: type) -> tuple[str, ...]:
    """The fields of a late dataclass, in order."""
    return tuple(name for name, kind in _recipe(cls)[0].items() if not _is_of_class(kind))


def _unwritten(cls: type, name: str) -> Callable[..., Any]:
    """A method that puts the real one in its place and calls it. Threads may meet here: all of them put the same."""

    def method(self: Any, /, *arguments: Any, **by_name: Any) -> Any:
        written = _written(cls, name)
        setattr(cls, name, written)
        return written(self, *arguments, **by_name)

    return method


def _written(cls: type, name: str) -> Any:
    _, defaults, kw_only = _recipe(cls)
    if any(isinstance(default, Field) and not _is_usual(default, kw_only) for default in defaults.values()):
        return vars(_eager(cls))[name]
    method = _init_of(cls) if name == "__init__" else _shared(cls)[name]
    method.__name__, method.__qualname__, method.__module__ = name, f"{cls.__qualname__}.{name}", cls.__module__
    return method


def _is_usual(field: Field[Any], kw_only: bool) -> bool:
    """Whether a field that is declared by `field` is made, shown and compared as all others are."""
    return field.init and field.repr and field.compare and field.hash is None and field.kw_only in (MISSING, kw_only)


def _init_of(cls: type) -> Any:
    """The `__init__` of a class all of whose fields are usual."""
    kinds, defaults, kw_only = _recipe(cls)
    names = field_names(cls)
    absent = object()
    space: dict[str, Any] = {"_set": object.__setattr__, "_absent": absent}
    arguments, lines = ["self", *["*"] * (kw_only and bool(names))], []
    for name in names:
        default = defaults.get(name, MISSING)
        make = default.default_factory if isinstance(default, Field) else MISSING
        default = default.default if isinstance(default, Field) else default
        value = name
        if make is not MISSING:
            space[f"_make_{name}"], default = make, absent
            value = f"_make_{name}() if {name} is _absent else {name}"
        assert default.__class__.__hash__ is not None, f"all objects of {cls.__qualname__} would share one {name}"
        space[f"_default_{name}"] = default
        arguments.append(name if default is MISSING else f"{name}=_default_{name}")
        lines.append(f"_set(self, {name!r}, {value})")
    lines += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    exec(f"def init({', '.join(arguments)}):\n " + "\n ".join(lines or ["pass"]), space)  # the names are our own
    init = space["init"]
    init.__annotations__ = {name: kinds[name] for name in names} | {"return": None}
    return init


def _shared(cls: type) -> dict[str, Any]:
    """The methods that go over the fields of a class all of whose fields are usual."""
    names = field_names(cls)
    value = attrgetter(*names) if names else lambda of: ()
    values = (lambda of: (value(of),)) if len(names) == 1 else value

    def equals(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    @reprlib.recursive_repr()
    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return {"__eq__": equals, "__hash__": hashed, "__repr__": shown}


class _Unknown:
    """What `dataclass` says of the fields of a class, worked out when somebody asks."""

    def __init__(self, cls: type, name: str) -> None:
        self.cls, self.name = cls, name

    def __get__(self, of: Any, kind: type | None = None) -> Any:
        # Whether a class is frozen stands in its parameters alone; the rest is worked out without any method.
        is_whole = self.name == "__dataclass_params__"
        says = vars(_eager(self.cls, init=is_whole, repr=is_whole, eq=is_whole, frozen=is_whole))[self.name]
        setattr(self.cls, self.name, says)
        return says


def _eager(cls: type, *, frozen: bool = True, **options: bool) -> type:
    """A dataclass with the fields of a late one, its own and those that it inherits, for these options."""
    kinds, defaults, kw_only = _recipe(cls)
    # `dataclass` knows what is of the class by the imports of its module, and some is inherited from another one.
    of_fields = {name: kinds[name] for name in field_names(cls)}
    space = {
        "__module__": cls.__module__,
        "__qualname__": cls.__qualname__,
        "__doc__": "",
        "__annotations__": of_fields,
    }
    if hasattr(cls, "__post_init__"):
        space["__post_init__"] = cls.__post_init__
    return dataclass(frozen=frozen, kw_only=kw_only, **options)(type(cls.__name__, (), {**defaults, **space}))


def _recipe(cls: type) -> tuple[dict[str, Any], dict[str, Any], bool]:
    """The kinds and defaults of all fields, in order, and whether an object is made from fields by name alone."""
    kinds: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    for part in reversed(cls.__mro__):
        recipe = vars(part).get(_RECIPE)
        assert recipe or "__dataclass_fields__" not in vars(part), f"{part.__qualname__} is no late dataclass"
        if recipe:
            assert recipe[2] == vars(cls)[_RECIPE][2], f"{part.__qualname__} is made otherwise"
            kinds |= recipe[0]
            defaults |= recipe[1]
    return kinds, defaults, vars(cls)[_RECIPE][2]


def _is_of_class(kind: Any) -> bool:
    """Whether an annotation, as it is written, is of a class and not of its objects."""
    written = str(kind).removeprefix("typing.")
    assert not written.startswith("InitVar"), "what only makes an object is no field of it"
    return written.startswith("ClassVar")


def _freeze(cls: Any) -> None:
    """Refuse to set or delete a field, as frozen dataclasses do."""

    def guards(of: Any, name: str) -> bool:
        return type(of) is cls or name in field_names(cls)

    def set_(self: Any, name: str, value: Any) -> None:
        if guards(self, name):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def delete(self: Any, name: str) -> None:
        if guards(self, name):
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    cls.__setattr__, cls.__delattr__ = set_, delete
