"""A finished run or comparison as files that people open: workbook, CSV, document, PDF, charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults
from legation.api.defaults import NEWEST_RUN
from legation.api.record import check_file_free
from legation.api.results import Result, Twins
from legation.api.saved import SavedResult, load_run
from legation.base import drafts
from legation.base.faults import Fault, UserError, as_written, shown
from legation.base.files import whole_folder, write_file

FILES, FOLDERS = ("xlsx", "docx", "pdf"), ("csv", "charts")
ENDINGS_INSIDE = {"csv": (".csv",), "charts": (".svg", ".png", ".csv")}
NO_NONPUBLIC = "Give --include-nonpublic to the `legation run` that uses them, together with the files to write."


@dataclass(frozen=True)
class RunExported:
    """What left the program.

    written   files and folders, in the order in which they were written
    remarks   what was left out or must be known, in sentences
    handling  the note that stands on every page and sheet; empty if all is public
    """

    run_id: str
    written: list[Path]
    remarks: list[str]
    handling: str

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "run_id": self.run_id,
            "written": [as_written(path) for path in self.written],
            "remarks": self.remarks,
            "handling": self.handling,
        }


def export_run(
    run: str | Path | Result | Twins = NEWEST_RUN,
    *,
    xlsx: Path | str | None = None,
    csv: Path | str | None = None,
    docx: Path | str | None = None,
    pdf: Path | str | None = None,
    charts: Path | str | None = None,
    letterhead: Path | str | None = None,
    include_nonpublic: bool = False,
    force: bool = False,
) -> RunExported:
    """Write a finished run, or a comparison of two scenarios, as files that other programs open.

    Everything is made before the first file is written.

    run         a run folder, its name below `runs/`, "last", or what `run`, `compare` or `load_run` returned
    xlsx        a workbook: answer, comparison, yearly series, outcomes, draws, parameters, manifest
    csv         a folder with the same tables as CSV
    docx        a document with the answer, the tables and the references
    pdf         the same with the figures, as tagged PDF/UA-1
    charts      a folder with each chart as SVG, as PNG, and its numbers as CSV
    letterhead  a .docx of the house's own for `docx`: styles, header and footer stay, and the content takes the place
                of a paragraph [[LEGATION]], or stands at the end
    include_nonpublic  with the claims of the user's that are not public, which only the result of `run` has; each page
                and sheet says so
    force       replace files that exist, and folders that an export wrote
    Raises      UserError with every fault; RunFolderError as `load_run` does
    """
    places = {"xlsx": xlsx, "csv": csv, "docx": docx, "pdf": pdf, "charts": charts}
    asked = {name: Path(path) for name, path in places.items() if path is not None}
    *_, result = collect_faults(
        lambda: check_export_places(asked, letterhead, force=force),
        lambda: load_run(run) if isinstance(run, str | Path) else run,
    )
    if include_nonpublic and not isinstance(result, Twins) and isinstance(result, SavedResult):
        found = "a saved run, which holds no claim that is not public"
        raise UserError(Fault("include_nonpublic", found, "the result of a run", NO_NONPUBLIC))
    contents, remarks, note = _contents(result, asked, letterhead, include_nonpublic)
    for name, path in asked.items():
        content = contents[name]
        if isinstance(content, bytes):
            write_file(path, content, private=bool(note), replace=force, field=name)
        else:
            with whole_folder(path, replace=force, field=name) as draft:
                for file, inside in content.items():
                    drafts.write_draft(draft / file, inside, 0o600 if note else None)
                _check_folder(name, path, force=force)
    return RunExported(result.run_id, list(asked.values()), remarks, note)


def check_export_places(asked: Mapping[str, Path], letterhead: Path | str | None = None, *, force: bool) -> None:
    """Raise UserError with everything that stands in the way of an export, before anything is computed.

    asked  by the names of the arguments of `export_run`
    """
    checks: list[Callable[[], None]] = [lambda: _check_asked(asked, letterhead)]
    for name, path in asked.items():
        check = _check_file if name in FILES else _check_folder
        checks.append(lambda check=check, name=name, path=path: check(name, path, force=force))  # type: ignore[misc]
    if "pdf" in asked or "charts" in asked:
        checks.append(lambda: _check_typst("pdf" if "pdf" in asked else "charts"))
    if letterhead is not None:
        checks.append(lambda: _check_letterhead(Path(letterhead)))
    collect_faults(*checks)


def _check_asked(asked: Mapping[str, Path], letterhead: Path | str | None) -> None:
    if not asked:
        expected = "at least one of --xlsx, --csv, --docx, --pdf and --charts"
        raise UserError(Fault("export", "nothing to write", expected, "Such as: legation export last --xlsx run.xlsx"))
    if letterhead is not None and "docx" not in asked:
        raise UserError(Fault("letterhead", "no document to write", "--docx FILE beside it"))
    places = [path.resolve() for path in asked.values()]
    twice = next((path for path in asked.values() if places.count(path.resolve()) > 1), None)
    if twice:
        raise UserError(Fault("export", f"{shown(as_written(twice))} twice", "a place of its own for each"))
    if letterhead is not None and Path(letterhead).resolve() == asked["docx"].resolve():
        raise UserError(Fault("docx", "the letterhead itself", "another file", "The letterhead would be lost."))


def _check_file(name: str, path: Path, *, force: bool) -> None:
    if path.suffix.lower() != f".{name}":
        raise UserError(Fault(name, shown(path.name), f"a name that ends in .{name}"))
    check_file_free(path, force=force)


def _check_folder(name: str, path: Path, *, force: bool) -> None:
    """A folder may be new or empty, or, with `force`, one in which lies only what an export writes there."""
    if path.is_file():
        raise UserError(Fault(name, "a file", "the name of a folder", file=as_written(path)))
    if not path.exists():
        return
    if not force:
        advice = "Choose another name, or give --force to replace it."
        raise UserError(Fault(name, "a folder that exists", "a new folder", advice, as_written(path)))
    others = [each.name for each in path.iterdir() if each.is_dir() or each.suffix not in ENDINGS_INSIDE[name]]
    if others:
        found = f"a folder that holds something else, such as {shown(min(others))}"
        raise UserError(Fault(name, found, "a folder of an earlier export, or a new one", file=as_written(path)))


def _check_typst(name: str) -> None:
    from legation.report.exporting.pdf import check_typst

    check_typst(name)


def _check_letterhead(file: Path) -> None:
    from legation.report.exporting.papers import open_letterhead

    open_letterhead(file)


def _contents(
    result: Result | Twins, asked: Mapping[str, Path], letterhead: Path | str | None, include_nonpublic: bool
) -> tuple[dict[str, bytes | dict[str, bytes]], list[str], str]:
    """What each file or folder is to hold, what must be said, and the note on every page."""
    from legation.report.exporting import blocks, sheets, workbooks
    from legation.report.figures import effect_figures_of, figures_of

    remark = result.remark if isinstance(result, SavedResult) else ""
    if isinstance(result, Twins):
        if include_nonpublic:
            found = "a comparison of two scenarios, whose exports are public"
            raise UserError(Fault("include_nonpublic", found, "the result of a run"))
        public = result.public()
        note, tables = "", sheets.twin_sheets(public)
        paper, figures = blocks.twins_paper(public), effect_figures_of(public) if "charts" in asked else []
    else:
        shown_result = result if include_nonpublic else result.public()
        note = sheets.export_note(shown_result)
        tables = sheets.run_sheets(shown_result, note)
        paper = blocks.run_paper(shown_result, note, remark)
        figures = figures_of(shown_result) if "charts" in asked else []
    remarks = [remark] if remark else []
    contents: dict[str, bytes | dict[str, bytes]] = {}
    if "xlsx" in asked:
        fitting, words = workbooks.fitting_sheets(tables)
        remarks += words
        contents["xlsx"] = workbooks.workbook_bytes(fitting, note)
    if "csv" in asked:
        contents["csv"] = workbooks.csv_files(tables, note)
    if "docx" in asked:
        from legation.report.exporting.papers import document_bytes

        contents["docx"] = document_bytes(paper, Path(letterhead) if letterhead is not None else None)
    if "pdf" in asked:
        from legation.report.exporting.pdf import pdf_bytes

        contents["pdf"] = pdf_bytes(paper)
    if "charts" in asked:
        from legation.report.exporting.pdf import png_bytes

        files: dict[str, bytes] = {}
        for figure in figures:
            drawn = figure.svg_file(f"{result.run_id}. {note}" if note else result.run_id)
            files |= {f"{figure.name}.svg": drawn.encode(), f"{figure.name}.png": png_bytes(drawn),
                      f"{figure.name}.csv": figure.csv_file().encode()}  # fmt: skip
        contents["charts"] = files
    return contents, remarks, note
