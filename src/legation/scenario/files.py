"""Scenario files: read, lay over what they extend, check as a whole; all faults at once.

A file says only what differs from the file that it `extends`:

- A key of a parameter or input replaces the key below. A new value brings its own reason: the `records`, `assumed` and
  `note` below go with the value they explained.
- A parameter given a `default` without a `prior` is fixed at it. An input given a `base` leaves its series, and the
  other way round.
- Policies add up. A policy below is taken out by naming it in `drop`.

Format: `format = 1`. When the format changes, its number grows by one, and the program keeps a function for each step
that turns the data of the old number into the next; files of a newer number are refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from legation.base.calendar import FIRST_MONDAY, week_of
from legation.base.faults import Fault, Faults, Path_, ScenarioError, UserError, as_written, nearest, shown
from legation.base.ids import is_name
from legation.base.number_reader import Unreadable, read_plain
from legation.base.toml import TomlFile, read_toml
from legation.evidence.records import WrongValue, as_toml_shows, check_table, read_record
from legation.kernel.units import CHOICE
from legation.scenario import inputs, parameters, policies
from legation.scenario.checks import Known, check_records, ledger_records
from legation.scenario.inputs import Input
from legation.scenario.layers import LayerEntry
from legation.scenario.policies import Policy
from legation.scenario.scenario import Scenario
from legation.scenario.tables import LAST_DAY, Kind, MaybeDay, ScenarioTable, Text, Texts, checked_by_part, read_switch

FORMAT = 1
SHIPPED = Path(__file__).parents[1] / "scenarios"
REASON_KEYS = ("records", "assumed", "note")
TURNED = {"on": True, "true": True, "off": False, "false": False}


def _read_format(value: Any) -> int:
    if type(value) is not int:
        raise WrongValue("a whole number")
    return value


_TABLE = checked_by_part("a table", "object", lambda value: isinstance(value, dict))
_TABLES = checked_by_part(
    "a list of tables, each headed by [[policies]]",
    "array",
    lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
)


class File(ScenarioTable):
    """A scenario file."""

    format: Annotated[int, Kind(_read_format, {"const": FORMAT})] = Field(description="The format of the file: 1.")
    title: Text = Field(description="The scenario in a few words.")
    about: Text = Field("", description="What it is for and what it assumes.")
    extends: Text = Field("", description="A shipped scenario by name, or a file beside this one, that it changes.")
    first: MaybeDay = Field(None, alias="from", description="A day in the first week.")
    last: MaybeDay = Field(None, alias="to", description="A day in the last week.")
    switches: Annotated[dict[str, Any], _TABLE] = Field(
        {}, description="Mechanisms that are on (true) or off (false); those not named are on."
    )
    drop: Texts = Field((), description="Names of policies below that do not hold here.")
    parameters: Annotated[dict[str, Any], _TABLE] = Field({}, description="Parameters, by group and name.")
    inputs: Annotated[dict[str, Any], _TABLE] = Field({}, description="Inputs, by name.")
    policies: Annotated[list[Any], _TABLES] = Field([], description="Dated changes of inputs.")


@dataclass
class Reading:
    """What the layers read so far say; every part shares the list of faults."""

    faults: Faults = field(default_factory=Faults)
    plain: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, LayerEntry] = field(default_factory=dict)
    inputs: dict[str, LayerEntry] = field(default_factory=dict)
    policies: dict[str, LayerEntry] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)


def read_scenario(name_or_path: str | Path, *, overrides: Iterable[str] = (), known: Known | None = None) -> Scenario:
    """The scenario in a file, or a shipped one by name.

    overrides  `trade.median_margin=60000` fixes a parameter, `alert=off` switches a mechanism
    known      the names that the scenario may use
    Raises     ScenarioError with every fault
    """
    path = _path_of(name_or_path)
    reading = Reading()
    documents = _chain(path)
    for document in documents:
        _lay(document, reading)
    _override(overrides, reading)
    scenario = _built(path.stem, documents[-1], reading, known or Known())
    if reading.faults or scenario is None:
        raise ScenarioError(sorted(dict.fromkeys(reading.faults), key=lambda fault: (fault.file, fault.line)))
    return scenario


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def _path_of(name: str | Path) -> Path:
    """A file, or a shipped scenario by name. A name without an ending is never a file."""
    path = Path(name)
    if path.suffix == ".toml" and "\0" not in str(name):
        return path
    if str(name) in shipped():
        return SHIPPED / f"{name}.toml"
    expected = "a file that ends in .toml, or one of the shipped scenarios " + ", ".join(shipped())
    raise ScenarioError(Fault("scenario", shown(str(name)), expected, nearest(str(name), shipped())))


def _chain(path: Path) -> list[TomlFile]:
    """The file and those it extends, the deepest first. Raises ScenarioError where the chain breaks."""
    documents: list[TomlFile] = []
    seen: list[str] = []
    while True:
        seen.append(os.path.realpath(path))
        try:
            document = read_toml(path)
        except UserError as problem:
            raise ScenarioError([_blamed(fault, documents) for fault in problem.faults]) from None
        documents.insert(0, document)
        _check_format(document)
        if "extends" not in document.data:
            return documents
        below = document.data["extends"]
        if not isinstance(below, str) or not below.strip():
            # What the file below says is not known, so nothing else can be judged.
            expected = 'a shipped scenario or a file beside this one, in double quotes, such as "baseline"'
            raise ScenarioError(document.fault(("extends",), as_toml_shows(below), expected))
        try:
            path = _path_of(path.parent / below if below.endswith(".toml") else below)
        except ScenarioError as problem:
            (fault,) = problem.faults
            raise ScenarioError(document.fault(("extends",), fault.found, fault.expected, fault.advice)) from None
        if os.path.realpath(path) in seen:
            loop = " → ".join(as_written(step) for step in [*seen, str(path)])
            raise ScenarioError(
                document.fault(("extends",), f"a loop: {loop}", "files that end in one without extends")
            )


def _blamed(fault: Fault, documents: list[TomlFile]) -> Fault:
    """A file that is not there is the mistake of the line that asked for it."""
    if not documents or fault.field != "file":
        return fault
    asking = documents[0]
    return asking.fault(("extends",), f"{shown(asking.data['extends'])} ({fault.found})", fault.expected)


def _check_format(document: TomlFile) -> None:
    """A file of another format can't be judged further."""
    value = document.data.get("format", FORMAT)
    if type(value) is int and value != FORMAT:
        advice = "A newer version of the program wrote this file; update the program." if value > FORMAT else ""
        raise ScenarioError(document.fault(("format",), shown(value), f"format = {FORMAT}", advice))


def _lay(document: TomlFile, reading: Reading) -> None:
    """Lay one file over what was read so far."""
    faults, extends = reading.faults, "extends" in document.data
    read_record(File, document.data, document, (), faults, complete=not extends)
    if extends and "format" not in document.data:
        faults.append(document.fault(("format",), "nothing", "`format`", File.keys()["format"].description or ""))
    top = check_table(File, document.data)
    reading.plain |= {key: top[key] for key in ("title", "about", "from", "to") if key in top}
    for name, value in top.get("switches", {}).items():
        try:
            reading.switches[name] = read_switch(value)
        except WrongValue as problem:
            faults.append(document.fault(("switches", name), as_toml_shows(value), problem.expected, problem.advice))
    for name in top.get("drop", ()):
        if reading.policies.pop(name, None) is None:
            advice = nearest(name, reading.policies)
            expected = "the name of a policy in a scenario that this one extends"
            faults.append(document.fault(("drop",), shown(name), expected, advice))
    for group, tables in top.get("parameters", {}).items():
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            expected = "tables with two names, such as [parameters.trade.median_margin]"
            faults.append(document.fault(("parameters", group), "keys that are not tables", expected))
            continue
        for name, table in tables.items():
            _lay_entry(document, ("parameters", group, name), table, reading)
    for name, table in top.get("inputs", {}).items():
        _lay_entry(document, ("inputs", name), table, reading)
    for position, table in enumerate(top.get("policies", ())):
        _lay_policy(document, position, table, reading)


def _lay_entry(document: TomlFile, path: tuple[str, ...], table: Any, reading: Reading) -> None:
    """A parameter or an input."""
    if not isinstance(table, dict):
        reading.faults.append(document.fault(path, as_toml_shows(table), f"a table [{'.'.join(path)}]"))
        return
    for part in path[1:]:
        if not is_name(part):
            expected = "a name of small letters, digits and _, beginning with a letter"
            reading.faults.append(document.fault(path, shown(part), expected))
    of_parameters = path[0] == "parameters"
    section = reading.parameters if of_parameters else reading.inputs
    entry = section.setdefault(".".join(path[1:]), LayerEntry((document, path), reading.faults))
    kind: type[ScenarioTable] = parameters.kind_of((entry.values | table).get("unit")) if of_parameters else Input
    read_record(kind, table, document, path, reading.faults, complete=False)
    if any(key in table for key in (parameters if of_parameters else inputs).VALUE_KEYS):
        entry.forget(REASON_KEYS)
        entry.forget(("prior",) if "default" in table else ())
        entry.forget(() if of_parameters else inputs.VALUE_KEYS)
        _check_reason(document, path, table, reading)
    entry.put(document, path, table)


def _lay_policy(document: TomlFile, position: int, table: dict[str, Any], reading: Reading) -> None:
    path: Path_ = ("policies", position)
    _check_reason(document, path, table, reading)
    entry = LayerEntry((document, path), reading.faults)
    entry.put(document, path, table)
    name = check_table(Policy, table).get("name", f"policy {position} without a name")
    if name in reading.policies:
        advice = "Drop that one first, or choose another name."
        expected = f"a name of its own; {reading.policies[name].says_where()} has it"
        entry.refuse(("name",), shown(name), expected, advice)
        return
    reading.policies[name] = entry


def _check_reason(document: TomlFile, path: Path_, table: dict[str, Any], reading: Reading) -> None:
    if "records" not in table and "assumed" not in table:
        advice = "Name records of the ledger, or say why the value was assumed."
        reading.faults.append(document.fault(path, "no reason", "`records`, `assumed` or both", advice))


def _override(overrides: Iterable[str], reading: Reading) -> None:
    """Settings from the command line, as a last layer."""
    document = TomlFile({}, "")
    names = [*reading.parameters, *reading.switches]
    for text in overrides:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or name not in names:
            expected = "a parameter or mechanism, an equals sign and a value, such as trade.median_margin=60000"
            advice = "" if name in names else nearest(name, names)
            reading.faults.append(document.fault(("setting",), shown(text), expected, advice))
        elif name in reading.switches:
            if value in TURNED:
                reading.switches[name] = TURNED[value]
            else:
                reading.faults.append(document.fault((name,), shown(value), "on or off"))
        else:
            path = ("parameters", *name.split("."))
            of_words = reading.parameters[name].values.get("unit") == CHOICE
            default = value if of_words else read_plain(value)
            if isinstance(default, Unreadable):
                reading.faults.append(document.fault((*path, "default"), *default))
            else:
                _lay_entry(document, path, {"default": default, "assumed": "set on the command line"}, reading)


def _built(name: str, document: TomlFile, reading: Reading, known: Known) -> Scenario | None:
    """The scenario, once every entry was read and all entries fit together."""
    faults = reading.faults
    read_parameters = {key: parameters.read_parameter(key, entry) for key, entry in reading.parameters.items()}
    read_inputs = {key: inputs.read_input(key, entry) for key, entry in reading.inputs.items()}
    known.check(document, reading, read_parameters)
    records = ledger_records() if known.records is None else known.records
    check_records(reading.parameters.values(), records, inputs=False)
    check_records([*reading.inputs.values(), *reading.policies.values()], records, inputs=True)
    read_policies = [policies.read_policy(entry, read_inputs) for entry in reading.policies.values()]
    sound = sorted((policy for policy in read_policies if policy), key=lambda policy: policy.name)
    for first, second in policies.contradictions(sound):
        where = reading.policies[first.name].says_where()
        reading.policies[second.name].refuse(
            ("effect",),
            f"a `set` of {second.input} while `{first.name}` ({where}) sets it in the same place",
            "at most one `set` in force on one input, day and place",
            "End one before the other begins.",
        )
    first_day, last_day = reading.plain.get("from", FIRST_MONDAY), reading.plain.get("to", LAST_DAY)
    if week_of(last_day) < week_of(first_day):
        faults.append(document.fault(("to",), str(last_day), f"a day not before {first_day}, on which it begins"))
    if faults:
        return None
    sound_inputs = {key: input_ for key, input_ in read_inputs.items() if input_ is not None}
    for input_ in sound_inputs.values():
        holding = [policy for policy in sound if policy.input == input_.name]
        changing = [f"{policy.name} ({reading.policies[policy.name].says_where()})" for policy in holding]
        for end in input_.extremes():
            daily = policies.applied(end, holding)
            inputs.value_fault(reading.inputs[input_.name], input_, daily, changing, known.input_limits(input_))
    return Scenario(
        name=name,
        title=reading.plain["title"],
        about=reading.plain.get("about", ""),
        first_week=week_of(first_day),
        last_week=week_of(last_day),
        parameters={key: value for key, value in read_parameters.items() if value is not None},
        switches=reading.switches,
        policies=tuple(sound),
        inputs=sound_inputs,
    )
