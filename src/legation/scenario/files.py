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

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from legation.base.calendar import FIRST_MONDAY, week_of
from legation.base.faults import Fault, Faults, Path_, ScenarioError, UserError, as_written, nearest, shown
from legation.base.ids import is_name
from legation.base.toml import TomlFile, read
from legation.kernel.units import Declared, Within
from legation.scenario import inputs, parameters, policies
from legation.scenario.checks import Known, record_faults
from legation.scenario.fields import Field, take
from legation.scenario.layers import Entry
from legation.scenario.scenario import VARIANTS, Scenario

FORMAT = 1
SHIPPED = Path(__file__).parents[1] / "scenarios"

FIELDS = {
    "format": Field("whole", "The format of the file: 1.", required=True),
    "title": Field("text", "The scenario in a few words.", required=True),
    "about": Field("text", "What it is for and what it assumes."),
    "extends": Field("text", "A shipped scenario by name, or a file beside this one, that this file changes."),
    "from": Field("date", "A day in the first week."),
    "to": Field("date", "A day in the last week."),
    "variants": Field("table", "Which of several readings of the record a mechanism follows."),
    "switches": Field("table", "Mechanisms that are on (true) or off (false); those not named are on."),
    "drop": Field("texts", "Names of policies below that do not hold here."),
    "parameters": Field("table", "Parameters, by group and name."),
    "inputs": Field("table", "Inputs, by name."),
    "policies": Field("tables", "Dated changes of inputs."),
}
NAME_WORDS = "small letters, digits and _, beginning with a letter"
REASON_KEYS = ("records", "assumed", "note")


@dataclass
class Reading:
    """What the layers read so far say; every part shares the list of faults."""

    faults: Faults = field(default_factory=Faults)
    plain: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Entry] = field(default_factory=dict)
    inputs: dict[str, Entry] = field(default_factory=dict)
    policies: dict[str, Entry] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    variants: dict[str, str] = field(default_factory=dict)


def load(
    name_or_path: str | Path,
    *,
    overrides: Iterable[str] = (),
    known_parameters: Mapping[str, Declared] | None = None,
    known_inputs: Mapping[str, Within] | None = None,
    known_switches: Collection[str] | None = None,
    known_records: Mapping[str, str] | None = None,
    off_by_default: Collection[str] = (),
) -> Scenario:
    """The scenario in a file, or a shipped one by name.

    overrides         `trade.median_margin=60000` fixes a parameter, `alert=off` switches a mechanism
    known_parameters  name -> unit and limits of what the mechanisms ask for; missing and unknown ones are faults
    known_inputs      name -> limits of the inputs that they read, likewise
    known_switches    names of mechanisms
    known_records     id -> type of a timeline row or role of a claim; the ledger's own if not given
    off_by_default    mechanisms that are off, and need no parameters, unless the scenario switches them on
    Raises            ScenarioError with every fault found
    """
    path = _path_of(name_or_path)
    reading = Reading()
    documents = _chain(path, reading.faults)
    for document in documents:
        _lay(document, reading)
    _override(overrides, reading)
    known = Known.given(known_parameters, known_inputs, known_switches, known_records, off_by_default)
    scenario = _built(path.stem, documents[-1], reading, known)
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


def _chain(path: Path, faults: Faults) -> list[TomlFile]:
    """The file and those it extends, the deepest first. Raises ScenarioError where the chain breaks."""
    documents: list[TomlFile] = []
    seen: list[Path] = []
    while True:
        seen.append(path.resolve())
        try:
            document = read(path)
        except UserError as problem:
            raise ScenarioError([*faults, *_blamed(problem.faults, documents)]) from None
        documents.insert(0, document)
        _check_format(document)
        below = document.data.get("extends")
        if not isinstance(below, str):
            return documents
        try:
            path = _path_of(path.parent / below if below.endswith(".toml") else below)
        except ScenarioError as problem:
            (fault,) = problem.faults
            raise ScenarioError(document.fault(("extends",), fault.found, fault.expected, fault.advice)) from None
        if path.resolve() in seen:
            loop = " → ".join(as_written(step) for step in (*seen, path))
            raise ScenarioError(
                document.fault(("extends",), f"a loop: {loop}", "files that end in one without extends")
            )


def _blamed(faults: Iterable[Fault], documents: list[TomlFile]) -> Sequence[Fault]:
    """A file that is not there is the mistake of the line that asked for it."""
    found = []
    for fault in faults:
        if documents and fault.field == "file":
            asking = documents[0]
            fault = asking.fault(("extends",), f"{shown(asking.data['extends'])} ({fault.found})", fault.expected)
        found.append(fault)
    return found


def _check_format(document: TomlFile) -> None:
    """A file of another format can't be judged further."""
    value = document.data.get("format", FORMAT)
    if type(value) is int and value != FORMAT:
        newer = value > FORMAT
        advice = "A newer version of the program wrote this file; update the program." if newer else ""
        raise ScenarioError(document.fault(("format",), str(value), f"format = {FORMAT}", advice))


def _lay(document: TomlFile, reading: Reading) -> None:
    """Lay one file over what was read so far."""
    extends = "extends" in document.data
    faults = reading.faults
    top = take(document, (), document.data, FIELDS, faults, complete=not extends)
    if extends and "format" not in document.data:
        faults.append(document.fault(("format",), "nothing", "`format`", FIELDS["format"].meaning))
    for key in ("title", "about"):
        reading.plain |= {key: top[key]} if key in top else {}
    for key in ("from", "to"):
        if key in top:
            _lay_day(document, key, top[key], reading)
    _lay_words(document, top, reading)
    for name in top.get("drop", ()):
        if reading.policies.pop(name, None) is None:
            advice = nearest(name, reading.policies)
            faults.append(document.fault(("drop",), shown(name), "the name of a policy in a file below", advice))
    for group, table in top.get("parameters", {}).items():
        if not isinstance(table, dict) or not all(isinstance(entry, dict) for entry in table.values()):
            expected = "tables with two names, such as [parameters.trade.median_margin]"
            faults.append(document.fault(("parameters", group), "keys that are not tables", expected))
            continue
        for name, given in table.items():
            _lay_entry(document, ("parameters", group, name), f"{group}.{name}", given, reading)
    for name, given in top.get("inputs", {}).items():
        _lay_entry(document, ("inputs", name), name, given, reading)
    for position, given in enumerate(top.get("policies", ())):
        _lay_policy(document, ("policies", position), given, reading)


def _lay_day(document: TomlFile, key: str, day: date, reading: Reading) -> None:
    if not FIRST_MONDAY <= day <= inputs.LAST_DAY:
        late = "The record ends there, and the program makes no forecast." if day > inputs.LAST_DAY else ""
        expected = f"a day from {FIRST_MONDAY} to {inputs.LAST_DAY}"
        reading.faults.append(document.fault((key,), str(day), expected, late))
    else:
        reading.plain[key] = day


def _lay_words(document: TomlFile, top: dict[str, Any], reading: Reading) -> None:
    """Switches and variants."""
    fields = {name: Field("text", meaning, choices) for name, (meaning, choices) in VARIANTS.items()}
    reading.variants |= take(document, ("variants",), top.get("variants", {}), fields, reading.faults)
    switches = top.get("switches", {})
    any_name = dict.fromkeys(switches, Field("switch", "Whether the mechanism is on."))
    reading.switches |= take(document, ("switches",), switches, any_name, reading.faults)


def _lay_entry(document: TomlFile, path: Path_, name: str, given: Any, reading: Reading) -> None:
    """A parameter or an input."""
    if not isinstance(given, dict):
        reading.faults.append(document.fault(path, shown(given), f"a table [{'.'.join(map(str, path))}]"))
        return
    for part in path[1:]:
        if not is_name(str(part)):
            reading.faults.append(document.fault(path, shown(part), f"a name of {NAME_WORDS}"))
    parameter = path[0] == "parameters"
    section = reading.parameters if parameter else reading.inputs
    module = parameters if parameter else inputs
    entry = section.setdefault(name, Entry((document, path), reading.faults))
    taken = take(document, path, given, module.FIELDS, reading.faults, complete=False)
    if any(key in given for key in module.VALUE_KEYS):
        entry.forget(REASON_KEYS)
        entry.forget(("prior",) if "default" in given else ())
        entry.forget(inputs.VALUE_KEYS if not parameter else ())
        _check_reason(document, path, given, reading)
    entry.put(document, path, given, taken)


def _lay_policy(document: TomlFile, path: Path_, given: dict[str, Any], reading: Reading) -> None:
    taken = take(document, path, given, policies.FIELDS, reading.faults)
    _check_reason(document, path, given, reading)
    entry = Entry((document, path), reading.faults)
    entry.put(document, path, given, taken)
    name = taken.get("name", f"policy {path[1]} without a name")
    if name in reading.policies:
        advice = "Drop that one first, or choose another name."
        entry.fault(("name",), shown(name), f"a name of its own; {reading.policies[name].says_where()} has it", advice)
        return
    reading.policies[name] = entry


def _check_reason(document: TomlFile, path: Path_, given: dict[str, Any], reading: Reading) -> None:
    if "records" not in given and "assumed" not in given:
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
            switch = {"on": True, "true": True, "off": False, "false": False}.get(value)
            if switch is None:
                reading.faults.append(document.fault((name,), shown(value), "on or off"))
            else:
                reading.switches[name] = switch
        else:
            given = {"default": _number(value), "assumed": "set on the command line"}
            _lay_entry(document, ("parameters", *name.split(".")), name, given, reading)


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _built(name: str, document: TomlFile, reading: Reading, known: Known) -> Scenario | None:
    """The scenario, once every entry was read and all entries fit together."""
    faults = reading.faults
    for section, fields in ((reading.parameters, parameters.FIELDS), (reading.inputs, inputs.FIELDS)):
        for entry in section.values():
            for key, declared in fields.items():
                if declared.required and key not in entry.origins:
                    entry.fault((key,), "nothing", f"`{key}`", declared.meaning)
    read_parameters = {key: parameters.read_parameter(key, entry) for key, entry in reading.parameters.items()}
    read_inputs = {key: inputs.read_input(key, entry) for key, entry in reading.inputs.items()}
    known.check(document, reading)
    record_faults(reading, known.records)
    sound_inputs = {key: value for key, value in read_inputs.items() if value is not None}
    read_policies = {key: policies.read_policy(entry, read_inputs) for key, entry in reading.policies.items()}
    sound_policies = sorted((policy for policy in read_policies.values() if policy), key=lambda policy: policy.name)
    for one, two in policies.contradictions(sound_policies):
        first = reading.policies[one.name]
        reading.policies[two.name].fault(
            ("effect",),
            f"`{two.name}` sets {two.input} where `{one.name}` ({first.says_where()}) sets it, too",
            "at most one `set` in force on one input, day and place",
            "End one before the other begins.",
        )
    first_day, last_day = reading.plain.get("from", FIRST_MONDAY), reading.plain.get("to", inputs.LAST_DAY)
    if week_of(last_day) < week_of(first_day):
        faults.append(document.fault(("to",), str(last_day), f"a day not before {first_day}, on which it begins"))
    if faults:
        return None
    for input_ in sound_inputs.values():
        holding = [policy for policy in sound_policies if policy.input == input_.name]
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
        variants=reading.variants,
        policies=tuple(sound_policies),
        inputs=sound_inputs,
    )
