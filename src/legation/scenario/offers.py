"""Offers: what a third party's package says of the parameters and dated inputs of its own mechanism.

They stand in a TOML file beside the mechanism's, in the form of a scenario, and lie below all files of a scenario that
switches the mechanism on. A package speaks of its own names only: it can't change what a scenario says of ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from legation.base.faults import Faults
from legation.base.toml import TomlFile, read_toml
from legation.evidence import records
from legation.scenario.layers import LayerEntry

if TYPE_CHECKING:
    from legation.scenario.files import Layers

KEYS = ("format", "parameters", "inputs")


class Offer(NamedTuple):
    """What is known of a third party's mechanism.

    file    where its package says what it believes of its parameters; None if it says nothing
    inputs  the dated inputs that it brings
    """

    file: Path | None = None
    inputs: frozenset[str] = frozenset()


def read_offer(mechanism: str, offer: Offer, newest: int, faults: Faults) -> TomlFile:
    """What the file of a package says of its own mechanism; whatever else it says is a fault."""
    assert offer.file
    document = TomlFile({}, "")
    with faults.collecting():
        document = read_toml(offer.file)
        records.check_format(document, faults, newest)
        records.only_keys(document, KEYS, faults)
        _keep_own(document, "parameters", [mechanism], faults)
        _keep_own(document, "inputs", sorted(offer.inputs), faults)
        document.data = {key: value for key, value in document.data.items() if key in KEYS}
    return document


def _keep_own(document: TomlFile, section: str, own: Collection[str], faults: Faults) -> None:
    """Refuse the tables of others, and take them out, so that nothing more is said of them."""
    tables: Any = document.data.get(section, {})
    for name in list(tables) if isinstance(tables, dict) else ():
        if name not in own:
            inner = tables.pop(name)
            # A file heads [parameters.trade.median_margin] and never [parameters.trade].
            first = tuple(inner)[:1] if isinstance(inner, dict) and section == "parameters" else ()
            expected = f"only [{section}.{'], ['.join(own)}]" if own else f"no [{section}]"
            advice = "A package speaks of its own mechanism; write all else into a scenario."
            faults.append(document.fault((section, name, *first), f"[{section}.{name}]", expected, advice))


def idle_ones(offers: Mapping[str, Offer], switches: Mapping[str, bool]) -> list[str]:
    """The third parties' mechanisms that no file switches on."""
    return [name for name in offers if not switches.get(name)]


def leave_out_idle(layers: Layers, offers: Mapping[str, Offer], documents: Collection[TomlFile]) -> None:
    """Take out what only packages say of mechanisms that are off, so that installing one changes no scenario.

    documents  the files of the packages
    """
    theirs = {id(document) for document in documents}
    entries: dict[str, LayerEntry]
    for mechanism in idle_ones(offers, layers.switches.values):
        for entries, names in (
            (layers.parameters, [name for name in layers.parameters if name.partition(".")[0] == mechanism]),
            (layers.inputs, sorted(offers[mechanism].inputs & layers.inputs.keys())),
        ):
            for name in names:
                if all(id(document) in theirs for document, _, _ in entries[name].layers):
                    del entries[name]
