"""`legation open`: the report of a run, in the browser."""

from __future__ import annotations

import click


@click.command("open", short_help="The report of a run, in the browser.")
@click.argument("run", default="last")
@click.option("--browser/--path", "show", default=True, help="Open it, or only print where it is.")
@click.option("--json", "as_json", is_flag=True, help="Print where it is as JSON, and open nothing.")
def open_run(run: str, show: bool, as_json: bool) -> None:
    """Open the report of a run in the browser.

    RUN is a run folder, its name below runs/, or "last".
    """
    import webbrowser

    from legation.base.faults import Fault, RunFolderError, as_written
    from legation.runs import store

    folder = store.find(run)
    manifest = store.read_manifest(folder)
    report = folder / "report.html"
    if not report.exists():
        raise RunFolderError(Fault("report.html", "nothing there", "the report of the run", file=as_written(folder)))
    if as_json:
        import json

        print(json.dumps({"report": as_written(report), "run_id": manifest["run_id"]}))
        return
    print(as_written(report))
    if show:
        webbrowser.open(report.resolve().as_uri())
