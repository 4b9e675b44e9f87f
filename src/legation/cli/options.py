"""Options that several commands share. Their names are those of arguments of `legation.api`, which has the defaults."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from legation.api import defaults
from legation.base.faults import Fault, Faults, shown

Command = TypeVar("Command", bound=Callable[..., Any])

as_of = click.option("--as-of", "as_of", metavar="DAY", help="Use only claims published by this day.")
folders = click.option(
    "--folder",
    "folders",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="DIR",
    help="A folder with claims of your own; may be given again.",
)
scenario = click.option(
    "--scenario", default=defaults.SCENARIO, show_default=True, help="A shipped scenario's name, or a TOML file."
)

without = click.option(
    "--without",
    "without",
    multiple=True,
    metavar="OUTLET",
    help="Leave the claims of an outlet out; may be given again.",
)
all_rows = click.option("--all", "whole", is_flag=True, help="Show everything, not only what fits on a screen.")
only = click.option("--only", metavar="WORDS", default="", help="Show only rows with these words, and why they are so.")
sets = click.option(
    "--set", "overrides", multiple=True, metavar="NAME=VALUE",
    help="Fix a parameter or switch a mechanism: trade.median_margin=60000, alert=off.",
)  # fmt: skip
seed = click.option(
    "--seed", type=click.IntRange(0, defaults.SEED_MOST), default=defaults.SEED, show_default=True,
    help="Decides every draw.",
)  # fmt: skip
out = click.option("--out", type=click.Path(path_type=Path), help="The run folder; by default a new one below runs/.")
threads = click.option(
    "--threads", type=click.IntRange(1, defaults.THREADS_MOST), help="All processors by default; changes no result."
)
start = click.option("--start", metavar="DAY", help="First day, such as 2012 or 2012-03.")
end = click.option("--end", metavar="DAY", help="Last day, such as 2019 or 2019-05-31.")
strict = click.option(
    "--strict", is_flag=True, help="End at the first world that fails; else it is left out and counted."
)
force_run = click.option("--force", is_flag=True, help="Replace an existing run folder.")
force_file = click.option("--force", is_flag=True, help="Replace an existing file.")

_FILTERS = (
    ("since", "DATE", "About any time from this day on, such as 2015 or 2015-06."),
    ("until", "DATE", "About any time up to this day."),
    ("published", "DATES", "Published then, such as 2019 or 2019-03..2019-05."),
    ("outlet", "NAME", "Who published it: id or name."),
    ("origin", "NAME", "Where the statement goes back to, such as nis."),
    ("place", "AREA", "Speaks of places inside this area, such as China."),
    ("topic", "TOPIC", "Money, Control, People, Outside, Reporting or Other."),
    ("grade", "GRADE", "B+: an outlet graded B or better. C+/B+: its source C or better, too. -3+: information."),
    ("handling", "MARK", "public, internal or embargoed."),
    ("role", "ROLE", "structure, input, prior, fit, check or context."),
    ("status", "STATUS", "active, corrected, disputed, retracted or superseded."),
)


def worlds(default: int, says: str) -> Callable[[Command], Command]:
    """Give a command the option that says how many worlds."""
    return click.option(
        "--worlds", type=click.IntRange(1, defaults.WORLDS_MOST), default=default, show_default=True, help=says
    )


def files(*endings: str) -> Callable[[Command], Command]:
    """Give a command an option for each ending, with the file to write; it gets them as one list, `files`."""

    def gather(command: Command) -> Command:
        @wraps(command)
        def asked(*args: Any, **kwargs: Any) -> Any:
            named = {ending: kwargs.pop(ending) for ending in endings}
            faults = Faults(
                Fault(
                    f"command line: --{ending}",
                    shown(path.name),
                    f"a name that ends in .{ending}",
                    f"Write --{meant} {path.name}." if (meant := path.suffix.lower()[1:]) in endings else "",
                )
                for ending, path in named.items()
                if path is not None and path.suffix.lower() != f".{ending}"
            )
            faults.refuse()
            return command(*args, files=[path for path in named.values() if path is not None], **kwargs)

        for ending in reversed(endings):
            option = click.option(f"--{ending}", type=click.Path(path_type=Path), metavar="FILE", help=_KINDS[ending])
            asked = option(asked)
        return asked  # type: ignore[return-value]

    return gather


_EXPORTS = (
    ("xlsx", "FILE", "A workbook: answer, comparison, yearly series, outcomes, draws, parameters."),
    ("csv", "FOLDER", "The same tables as CSV files."),
    ("docx", "FILE", "A document: answer, tables, references."),
    ("pdf", "FILE", "The same with the figures, as tagged PDF/UA-1."),
    ("charts", "FOLDER", "Each chart as SVG and PNG, with its numbers as CSV."),
    ("letterhead", "FILE", "With --docx: your own .docx; the text goes to [[LEGATION]] in it, or to the end."),
)


def export_places(command: Command) -> Command:
    """Give a command an option for each form in which a run is exported."""
    for name, metavar, says in reversed(_EXPORTS):
        command = click.option(f"--{name}", type=click.Path(path_type=Path), metavar=metavar, help=says)(command)
    return command


def pairs(option: str, texts: tuple[str, ...]) -> dict[str, str]:
    """What was given as NAME=VALUE, again and again. Raises UserError with each text that is none, or a name twice."""
    names = [text.partition("=")[0].strip() for text in texts]
    faults = Faults(
        Fault(f"command line: {option}", shown(text), "NAME=VALUE, such as whose=workers")
        for text in texts
        if not text.partition("=")[0].strip() or "=" not in text
    )
    faults += [
        Fault(f"command line: {option}", f"{shown(name)} twice", "one value for a name")
        for name in dict.fromkeys(names)
        if name and names.count(name) > 1
    ]
    faults.refuse()
    return {name.strip(): value.strip() for name, _, value in (text.partition("=") for text in texts)}


_KINDS = {
    "html": "Write it as one page that needs no network, too.",
    "svg": "Write the chart, too.",
    "png": "Write the chart as a picture, too (with the extra office).",
    "xlsx": "Write the claims as a workbook, too.",
    "docx": "Write the claims as a document with references, too.",
}


def which_ledger(command: Command) -> Command:
    """Give a command the options that say which ledger: `as_of` and `folders`."""
    return as_of(folders(command))


def filters(command: Command) -> Command:
    """Give a command the options that narrow a selection of claims, each a filter of the interface."""
    command = click.option("--conflict", is_flag=True, help="Only what another claim contradicts.")(command)
    for name, metavar, says in reversed(_FILTERS):
        command = click.option(f"--{name}", metavar=metavar, default="", help=says)(command)
    return command
