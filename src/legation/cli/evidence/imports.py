"""`legation evidence import`: claims from a spreadsheet or TOML file into a folder of the user's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from legation.base.faults import Fault, Faults, UserError, as_written, shown
from legation.base.number_text import how_many
from legation.cli import options
from legation.cli.answer import Answer, Question
from legation.cli.suggestions import quoted, typed_again
from legation.report.screen import Screen, TableColumn

if TYPE_CHECKING:
    from legation.api.record import RowsRead
NO_MEASURE = "it states no measure"  # as `evidence.importing.remarks` says it, which is slow to import
OWN_FOLDER = "my-claims"
FEW = 6  # rows, notes or groups of each kind, unless all are asked for
MAP_FORM = 'FIELD="Your heading", or "Your heading"= to leave it out'


@click.command("import", cls=Question, short_help="Claims from a spreadsheet or TOML file into a folder of yours.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), metavar="DIR", help="The folder for your claims.")
@click.option(
    "--map", "headings", multiple=True, metavar="FIELD=HEADING",
    help="What a heading of yours means; HEADING= leaves it out. Remembered in the folder. May be given again.",
)  # fmt: skip
@click.option(
    "--for-all", "for_all", multiple=True, metavar="FIELD=VALUE",
    help="A value for every row whose cell is empty, such as whose=officials. May be given again.",
)  # fmt: skip
@click.option("--as-read", is_flag=True, help="Take what a row states from its words, where they state one thing.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook that holds the claims.")
@click.option("--sources", type=click.Path(path_type=Path), help="A second CSV file, with sources.")
@click.option("--accept-good", is_flag=True, help="Take the rows that are right, and leave the others out.")
@click.option("--replace", is_flag=True, help="Let changed rows take the place of claims in the folder.")
@click.option("--all", "everything", is_flag=True, help="Show every row and note.")
@options.folders
@click.pass_obj
def import_claims(
    words: Sequence[str],
    /,
    file: Path,
    headings: tuple[str, ...],
    for_all: tuple[str, ...],
    everything: bool,
    **asked: Any,
) -> Answer:
    """Check every row of FILE, and put its claims into a folder of yours.

    FILE is a spreadsheet, your own or the template (.xlsx, .ods, .xls, .xlsb, .csv), or ends in .toml. Which
    column means what is shown; --map corrects it. Without --into, and as long as any row is wrong, nothing is written.
    Claims are embargoed unless their row says otherwise.
    """
    from legation import api

    said, values = _said_of_headings(headings), options.pairs("--for-all", for_all)
    try:
        read = api.import_claims(file, headings=said, for_all=values, **asked)
    except api.RowsRefusedError as problem:
        rows = problem.rows_read
        return Answer(rows.as_dict(), lambda width: _screen(file, rows, everything), error=problem)
    steps = [] if asked["as_read"] else _steps_to_read(file, words, read)
    return Answer(read.as_dict(), lambda width: _screen(file, read, everything, is_done=True, steps=steps))


def _steps_to_read(file: Path, words: Sequence[str], read: RowsRead) -> list[tuple[str, str]]:
    """The whole command that takes from the words of rows what no cell of theirs states, if their words say it."""
    unread = [remark for remark in read.remarks if remark["reason"] == NO_MEASURE]
    likely = [remark for remark in unread if remark["likely"]]
    if not likely:
        return []
    typed = typed_again(words) + ("" if read.into else f" --into {OWN_FOLDER}") + " --as-read"
    if not any("whose" in word for word in words) and any("(" not in remark["likely"] for remark in likely):
        typed += " --for-all whose=officials"
    typed += " --replace" if read.into and "--replace" not in words else ""
    rows = "row states" if len(unread) == 1 else "rows state"
    return [(typed, f"{len(unread)} {rows} no measure; this reads it from the words of {len(likely)}")]


def _said_of_headings(words: tuple[str, ...]) -> dict[str, str]:
    """Heading -> field, as `--map` has them. Raises UserError for each that is written otherwise."""
    said: dict[str, str] = {}
    faults = Faults()
    for word in words:
        field, mark, heading = word.partition("=")
        if word.endswith("="):
            field, heading = "", word[:-1]
        if not mark or not heading.strip():
            faults.append(Fault("headings", shown(word), MAP_FORM))
        elif said.get(heading, field) != field:
            faults.append(Fault("headings", f"{shown(heading)} twice", "one meaning for a heading"))
        said[heading] = field
    faults.refuse(UserError)
    return said


def _screen(
    file: Path, read: RowsRead, everything: bool, *, is_done: bool = False, steps: Sequence[tuple[str, str]] = ()
) -> Screen:
    """What became of the file: its headings, its rows, what they lack, how they were read, and what to do next."""
    counts = Counter(row["state"] for row in read.rows)
    states = ", ".join(f"{count} {state}" for state, count in counts.items())
    summary = f"{how_many(len(read.rows), 'row')}: {states}" if states else "no rows"
    screen = Screen(file.name, summary)
    unlike = [column for column in read.columns if column["how"] != "sure"]
    if unlike:
        screen.heading("How your headings are read")
        rows = [[column["heading"], column["field"] or "-", column["how"]] for column in read.columns]
        screen.table([TableColumn("yours"), TableColumn("ours"), TableColumn("how sure")], rows)
        screen.paragraph('Correct one with --map FIELD="Your heading"; "Your heading"= leaves it out.')
    most = None if everything else FEW
    listed = read.rows if everything or len(read.rows) <= FEW else [row for row in read.rows if row["faults"]][:FEW]
    screen.gap()
    many = {row["place"]: f", {row['faults']} faults" if row["faults"] > 1 else "" for row in listed}
    places = [(row["place"], f"{row['state']}{many[row['place']]}", row["id"]) for row in listed]
    screen.table([TableColumn(), TableColumn(), TableColumn()], places)
    if len(listed) < len(read.rows):
        screen.paragraph(f"{len(read.rows) - len(listed)} more rows; --all shows them.")
    _add_remarks(screen, read, most)
    if read.missing:
        screen.row("Missing", f"In the folder from this file before, and in no row of it now: {_few(read.missing)}.",
                   "They stay; `legation forget` removes one.")  # fmt: skip
    for note in read.notes[:most]:
        screen.row("Note", note)
    if len(read.notes) > len(read.notes[:most]):
        screen.row("Note", f"{len(read.notes) - len(read.notes[:most])} more notes; --all shows them.")
    by_column: dict[str, list[dict[str, str]]] = {}
    for reading in read.readings:
        by_column.setdefault(reading["column"], []).append(reading)
    for column, readings in by_column.items():
        examples = "; ".join(f"{each['place']} {each['how']}" for each in readings[: most and 2])
        more = f"; and {len(readings) - 2} more" if most and len(readings) > 2 else ""
        screen.row(column, f"{examples}{more}.")
    screen.paragraph(read.rules)
    if is_done:
        _add_result(screen, read, everything)
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _add_remarks(screen: Screen, read: RowsRead, most: int | None) -> None:
    """The rows that are kept and can't be set beside other claims, by what they lack."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for remark in read.remarks:
        by_reason.setdefault((remark["reason"], remark["advice"]), []).append(remark["place"])
    if by_reason:
        screen.heading("Kept; can't be set beside other claims")
        for (reason, advice), places in list(by_reason.items())[:most]:
            screen.row(_few(places, 3), f"{reason}. {advice}")
        likely = [f"{remark['likely']} in {remark['place']}" for remark in read.remarks if remark["likely"]]
        if likely:
            screen.row("", f"By their words they may state {_few(likely, most or len(likely))}.")
        if most and len(by_reason) > most:
            screen.paragraph(f"{len(by_reason) - most} more reasons; --all shows them.")


def _few(names: list[str], most: int = FEW) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _add_result(screen: Screen, read: RowsRead, everything: bool) -> None:
    """What was left out, what was written, what it can be set beside, and what to do next."""
    for _, faults in read.left_out:
        for fault in faults:
            screen.paragraph(str(fault))
    screen.gap()
    if read.into is None:
        screen.paragraph("Nothing was written: name a folder of yours with --into.")
        return
    into = as_written(read.into)
    written, left_out = how_many(len(read.written), "claim"), how_many(len(read.left_out), "row")
    screen.paragraph(f"{written} written into {into}, {left_out} left out.")
    if read.receipt:
        screen.row("Receipt", as_written(read.receipt))
    for row in read.beside[: None if everything else FEW]:
        screen.row(row["id"], row["standing"])
    if len(read.beside) > FEW and not everything:
        screen.paragraph(f"{len(read.beside) - FEW} more; --all shows them.")
    if read.written:
        named: dict[str, list[str]] = {}
        for row in read.beside:
            named.setdefault(row["about"], []).append(row["id"])
        for words, ids in list(named.items())[: None if everything else FEW]:
            screen.step(f"legation about {quoted(words)} --folder {quoted(Path(into))}", f"shows {_few(ids, 2)}")
        screen.step(f"legation evidence show {read.written[0]} --folder {quoted(Path(into))}")
