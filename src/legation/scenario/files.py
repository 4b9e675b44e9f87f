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
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, SkipValidation

from legation.base.calendar import FIRST_MONDAY, LAST_DAY, last_week_to, week_of
from legation.base.faults import Fault, Faults, Path_, ScenarioError, UserError, as_written, nearest, shown
from legation.base.number_reader import Unreadable, read_plain
from legation.base.toml import TomlFile, read_toml
from legation.evidence import records
from legation.evidence.records import WrongValue, as_toml_shows
from legation.kernel.units import CHOICE
from legation.scenario.checks import Known
from legation.scenario.inputs import Input, read_input, refuse_gaps
from legation.scenario.layers import LayerEntry
from legation.scenario.offers import idle_ones, leave_out_idle, read_offer
from legation.scenario.parameters import AnyParameter, ChoiceParameter, Parameter, read_parameter
from legation.scenario.policies import STRENGTH, Policy, check_in_force, contradictions, is_strength, read_policy
from legation.scenario.scenario import Scenario
from legation.scenario.tables import Day, ScenarioTable, Text, Texts

FORMAT = 1
SHIPPED = Path(__file__).parents[1] / "scenarios"
TURNED = {"on": True, "true": True, "off": False, "false": False}

T = TypeVar("T")


def _shape(kind: type, expected: str, *, of_tables: bool = True) -> BeforeValidator:
    """The mark of a key that holds a table, or tables, which are read once all files lie over one another."""

    def check(value: Any) -> Any:
        items = value.values() if isinstance(value, dict) else value
        if not isinstance(value, kind) or (of_tables and not all(isinstance(item, dict) for item in items)):
            raise WrongValue(expected)
        return value

    return BeforeValidator(check)


_TABLE = _shape(dict, "a table such as [inputs.bank_access]", of_tables=False)
_GROUP = _shape(dict, "tables with two names, such as [parameters.trade.median_margin]")
_LIST = _shape(list, "a list of tables, each headed by [[policies]]")
Name = Annotated[str, Field(pattern=records.NAME_PATTERN)]


class File(ScenarioTable):
    """A scenario file."""

    format: Any = Field(FORMAT, description="The format of the file: 1.", json_schema_extra={"const": FORMAT})
    title: Text = Field(description="The scenario in a few words.")
    about: Text = Field("", description="What it is for and what it assumes.")
    extends: Text = Field("", description="A shipped scenario by name, or a file beside this one, that it changes.")
    first: Day | None = Field(None, alias="from", description="A day in the first week.")
    last: Day | None = Field(None, alias="to", description="A day in the last week.")
    switches: dict[str, bool] = Field({}, description="Mechanisms on (true) or off (false); those not named are on.")
    drop: Texts = Field((), description="Names of policies below that do not hold here.")
    parameters: dict[Name, Annotated[dict[Name, SkipValidation[Parameter | ChoiceParameter]], _GROUP]] = Field(
        {}, description="Parameters, by group and name."
    )
    inputs: dict[Name, Annotated[SkipValidation[Input], _TABLE]] = Field({}, description="Inputs, by name.")
    policies: Annotated[list[SkipValidation[Policy]], _LIST] = Field([], description="Dated changes of inputs.")


@dataclass
class Layers:
    """What the files laid so far say together.

    document  the file that was asked for
    faults    of the files themselves; each entry has its own
    plain     the keys at the top of the files
    """

    document: TomlFile
    faults: Faults
    plain: dict[str, Any] = field(default_factory=dict)
    switches: LayerEntry = field(default_factory=LayerEntry)
    parameters: dict[str, LayerEntry] = field(default_factory=dict)
    inputs: dict[str, LayerEntry] = field(default_factory=dict)
    policies: dict[str, LayerEntry] = field(default_factory=dict)

    def lay(self, document: TomlFile, *, lowest: bool = False) -> None:
        """Lay one file over them."""
        records.read_record(File, document.data, document, (), self.faults, complete=lowest)
        sound = records.check_table(File, document.data)
        self.plain |= sound
        for name in sound.get("drop", ()):
            if self.policies.pop(name, None) is None:
                expected = "the name of a policy in a scenario that this one extends"
                self.faults.append(document.fault(("drop",), shown(name), expected, nearest(name, self.policies)))
        self.switches.put(document, ("switches",), sound.get("switches", {}))
        for group, tables in sound.get("parameters", {}).items():
            for name, table in tables.items():
                entry = self.parameters.setdefault(f"{group}.{name}", LayerEntry())
                entry.put(document, ("parameters", group, name), table)
        for name, table in sound.get("inputs", {}).items():
            self.inputs.setdefault(name, LayerEntry()).put(document, ("inputs", name), table)
        for position, table in enumerate(sound.get("policies", ())):
            entry = LayerEntry()
            entry.put(document, ("policies", position), table)
            name = str(table["name"]) if "name" in table else entry.says_where()
            if name in self.policies:
                expected = f"a name of its own; {self.policies[name].says_where()} has it"
                advice = "Drop that one first, or choose another name."
                self.faults.append(entry.fault(("name",), shown(name), expected, advice))
            self.policies.setdefault(name, entry)

    def refuse(self, path: Path_, found: str, expected: str) -> None:
        """Collect a fault of the file that was asked for."""
        self.faults.append(self.document.fault(path, found, expected))

    def check(self) -> None:
        """Raise ScenarioError if anything is wrong so far, with every fault once, in the order of the files."""
        entries = chain((self.switches,), *(part.values() for part in (self.parameters, self.inputs, self.policies)))
        faults = [*self.faults, *chain.from_iterable(entry.faults for entry in entries)]
        Faults(sorted(faults, key=lambda fault: (fault.file, fault.line))).refuse(ScenarioError)


def read_scenario(name_or_path: str | Path, *, overrides: Iterable[str] = (), known: Known | None = None) -> Scenario:
    """The scenario in a file, or a shipped one by name.

    overrides  `trade.median_margin=60000` fixes a parameter, `alert=off` switches a mechanism
    known      the names that the scenario may use
    Raises     ScenarioError with every fault
    """
    faults = Faults()
    known = known or Known()
    documents = _chain(str(name_or_path), faults)
    layers = Layers(documents[-1], faults)
    offered = [read_offer(name, offer, FORMAT, faults) for name, offer in known.offers.items() if offer.file]
    for document in [*offered, *documents]:
        layers.lay(document, lowest=document is documents[0])
    changes = tuple(overrides)
    settings = _settings(changes, layers, known)
    before = _set_parameters(settings, layers)
    layers.lay(settings)
    _refuse_without_effect(settings, layers, known)
    leave_out_idle(layers, known.offers, offered)
    scenario = _built(Path(name_or_path).stem, layers, known)
    return replace(scenario, changes=changes, fixed=_lost_spreads(before, scenario))


def shipped() -> tuple[str, ...]:
    """The names of the scenarios that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def shipped_heading(name: str) -> dict[str, str]:
    """Title and purpose of a shipped scenario, read from the head of its file alone: all else takes far longer."""
    import tomllib

    # The keys at the top of a TOML file end where its first table begins.
    head, *_ = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8").partition("\n[")
    keys = tomllib.loads(head)
    return {"title": keys["title"], "about": keys.get("about", "")}


def _path_of(name: Any) -> Path:
    """A file, or a shipped scenario by name. A name without an ending is never a file."""
    if isinstance(name, str) and name.endswith(".toml") and "\0" not in name:
        return Path(name)
    if name in shipped():
        return SHIPPED / f"{name}.toml"
    expected = "a file that ends in .toml, or one of the shipped scenarios " + ", ".join(shipped())
    raise ScenarioError(Fault("scenario", as_toml_shows(name), expected, nearest(str(name), shipped())))


def _chain(name: Any, faults: Faults) -> list[TomlFile]:
    """The file and those it extends, the deepest first. Raises ScenarioError where the chain breaks."""
    documents: list[TomlFile] = []
    seen: list[str] = []
    while True:
        try:
            path = _path_of(name)
            document = read_toml(path)
        except UserError as problem:
            raise ScenarioError([_blamed(fault, documents) for fault in problem.faults]) from None
        seen.append(os.path.realpath(path))
        if seen[-1] in seen[:-1]:
            loop = " → ".join(as_written(step) for step in seen)
            expected = "files that end in one without extends"
            raise ScenarioError(documents[0].fault(("extends",), f"a loop: {loop}", expected))
        documents.insert(0, document)
        if not records.check_format(document, faults, FORMAT) and "format" in document.data:
            raise ScenarioError(faults)  # A file of another format can't be judged further.
        if "extends" not in document.data:
            return documents
        name = document.data["extends"]
        if isinstance(name, str) and name.endswith(".toml"):
            name = str(path.parent / name)


def _blamed(fault: Fault, documents: list[TomlFile]) -> Fault:
    """A file that is not there is the mistake of the line that asked for it."""
    if not documents or fault.field not in ("file", "scenario"):
        return fault
    found = f"{shown(documents[0].data['extends'])} ({fault.found})" if fault.field == "file" else fault.found
    return documents[0].fault(("extends",), found, fault.expected, fault.advice)


def _settings(overrides: Iterable[str], layers: Layers, known: Known) -> TomlFile:
    """Settings from the command line, as a last file."""
    document = TomlFile({"switches": {}, "parameters": {}}, "")
    names = dict.fromkeys([*layers.parameters, *layers.switches.values, *known.offers])
    for text in overrides:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or name not in names:
            expected = "a parameter or mechanism, an equals sign and a value, such as trade.median_margin=60000"
            advice = "" if name in names else nearest(name, names)
            layers.faults.append(document.fault(("setting",), shown(text), expected, advice))
        elif name in layers.parameters:
            group, key = name.split(".")
            number = read_plain(value)
            is_word = isinstance(number, Unreadable) or layers.parameters[name].values.get("unit") == CHOICE
            table = {"default": value if is_word else number, "assumed": "set on the command line"}
            document.data["parameters"].setdefault(group, {})[key] = table
        elif value in TURNED:
            document.data["switches"][name] = TURNED[value]
        else:
            layers.faults.append(document.fault((name,), shown(value), "on or off"))
    return document


def _set_parameters(settings: TomlFile, layers: Layers) -> dict[str, AnyParameter]:
    """The parameters that the command line sets, as the files have them; those that are wrong are told elsewhere."""
    names = [f"{group}.{key}" for group, tables in settings.data["parameters"].items() for key in tables]
    return _sound({name: deepcopy(layers.parameters[name]) for name in names}, read_parameter)


def _lost_spreads(before: Mapping[str, AnyParameter], scenario: Scenario) -> tuple[str, ...]:
    """What is fixed that each world would have drawn, a sentence each."""
    return tuple(
        f"{name} is fixed at {scenario.parameters[name].says_default()}; its spread of {spread} is gone."
        for name, parameter in before.items()
        if name in scenario.parameters and (spread := parameter.says_spread())
    )


def _refuse_without_effect(settings: TomlFile, layers: Layers, known: Known) -> None:
    """A parameter set for a third party's mechanism that is off, or for the strength of a dropped policy, would
    change nothing, and nobody would be told.
    """
    strengths = {entry.values.get("parameter") for entry in layers.policies.values()}
    for name in settings.data["parameters"].get(STRENGTH, {}):
        if f"{STRENGTH}.{name}" not in strengths:
            found = f"{STRENGTH}.{name}, which no policy of this scenario has"
            layers.faults.append(settings.fault(("setting",), found, "the strength of a policy that holds here"))
    for group in settings.data["parameters"].keys() & idle_ones(known.offers, layers.switches.values):
        for name in settings.data["parameters"][group]:
            found = f"{group}.{name}, while the mechanism {group} is off"
            layers.faults.append(settings.fault(("setting",), found, f"{group}=on beside it"))


def _built(name: str, layers: Layers, known: Known) -> Scenario:
    """The scenario, once every entry was read and all entries fit together."""
    entries = layers.policies
    parameters: dict[str, AnyParameter] = _sound(layers.parameters, read_parameter)
    inputs = _sound(layers.inputs, read_input)
    all_parameters = {key: parameters.get(key) for key in layers.parameters}
    sound = _sound(entries, lambda entry: read_policy(entry, layers.inputs, inputs, all_parameters))
    policies = tuple(sound[key] for key in sorted(sound))
    known.check(layers, parameters)
    for first, second in contradictions(policies):
        where = entries[first.name].says_where()
        found = f"a `set` of {second.input} while `{first.name}` ({where}) sets it in the same place"
        expected = "at most one `set` in force on one input, day and place"
        entries[second.name].refuse(("effect",), found, expected, "End one before the other begins.")
    first_day, last_day = layers.plain.get("from", FIRST_MONDAY), layers.plain.get("to", LAST_DAY)
    if week_of(last_day) < week_of(first_day):
        layers.refuse(("to",), str(last_day), f"a day not before {first_day}, on which it begins")
    weeks = week_of(first_day), last_week_to(last_day)
    for key, input_ in inputs.items():
        refuse_gaps(
            layers.inputs[key].values["series"] if input_.own else "",
            input_.missing_months(*weeks),
            layers.inputs[key],
            weeks,
        )
    layers.check()
    for key, input_ in inputs.items():
        holding = [policy for policy in policies if policy.input == key]
        check_in_force(input_, holding, known.input_limits(key, input_.unit), layers.inputs[key], entries, parameters)
    layers.check()
    strengths = {policy.parameter for policy in policies}
    return Scenario(
        name=name,
        title=layers.plain["title"],
        about=layers.plain.get("about", ""),
        first_week=weeks[0],
        last_week=weeks[1],
        # Where a policy was dropped, its strength is nobody's.
        parameters={key: one for key, one in parameters.items() if key in strengths or not is_strength(key)},
        switches=layers.switches.values,
        policies=policies,
        inputs=inputs,
    )


def _sound(entries: Mapping[str, LayerEntry], read: Callable[[LayerEntry], T | None]) -> dict[str, T]:
    """Those entries of which nothing is wrong, as they are read."""
    tables = {name: read(entry) for name, entry in entries.items()}
    return {name: table for name, table in tables.items() if table is not None and not entries[name].faults}
