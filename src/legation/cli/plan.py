"""`legation plan`: the week as a table."""

from __future__ import annotations

from typing import Any

import click


@click.command(short_help="The week as a table: reads, writes, parameters, sources.")
@click.argument("scenario", default="baseline")
@click.option("--against", metavar="OTHER", help="Instead: in what SCENARIO differs from OTHER, in sentences.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def plan(scenario: str, against: str | None, as_json: bool) -> None:
    """Show the week as a table: what each mechanism claims, reads and writes, its parameters and its sources.

    SCENARIO is a shipped scenario's name, or a TOML file; so is OTHER.
    """
    if against is not None:
        _compare(scenario, against, as_json=as_json)
        return
    from legation.engine.week import the_week
    from legation.experiments.setup import load

    told = load(scenario)
    rows = [_row(number, mechanism, told) for number, mechanism in enumerate(the_week().mechanisms, start=1)]
    if as_json:
        import json

        print(json.dumps({"scenario": told.name, "week": rows}, indent=1, ensure_ascii=False))
    else:
        _print(told, rows)


def _compare(scenario: str, against: str, *, as_json: bool) -> None:
    """Print what tells a scenario from another; faults of both are told at once."""
    from legation.base.faults import Faults, ScenarioError, UserError
    from legation.cli import options
    from legation.cli.words import width
    from legation.experiments.setup import load
    from legation.report.lines import wrap
    from legation.scenario import difference

    faults = Faults()
    loaded = []
    for name in (against, scenario):
        try:
            loaded.append(load(name))
        except UserError as problem:
            faults += problem.faults
    if faults:
        raise ScenarioError(faults)
    other, told = loaded
    sentences = difference(other, told)
    if as_json:
        options.print_json({"scenario": told.name, "against": other.name, "differences": sentences})
        return
    print(f"In what the scenario {told.name} differs from {other.name}: {len(sentences) or 'nothing'}.")
    for sentence in sentences:
        print(*wrap(f"- {sentence}", width()), sep="\n")


def _row(number: int, mechanism: Any, told: Any) -> dict[str, Any]:
    from legation.population.columns import STATUS_NAMES

    names = [said.borrowed or f"{mechanism.name}.{name}" for name, said in mechanism.parameters.items()]
    parameters = [told.parameters[name] for name in names]
    return {
        "order": number,
        "mechanism": mechanism.name,
        "on": told.switches.get(mechanism.name, True),
        "does": mechanism.title,
        "claim": mechanism.part("Claim"),
        "leaves_out": mechanism.part("Leaves out"),
        "reads": list(mechanism.reads),
        "writes": sorted(mechanism.writes),
        "moves": [f"{STATUS_NAMES[a]} to {STATUS_NAMES[b]}" for a, b in sorted(mechanism.moves)],
        "parameters": [
            {"name": parameter.name, "unit": parameter.unit,
             "default": parameter.usual, "says": parameter.says_default(),
             "prior": parameter.prior.words() if parameter.prior else "fixed",
             "records": list(parameter.records), "assumed": parameter.assumed}
            for parameter in parameters
        ],
        "sources": list(mechanism.sources),
    }  # fmt: skip


def _print(told: Any, rows: list[dict[str, Any]]) -> None:
    from textwrap import fill

    print(f"The week in the scenario {told.name}: {len(rows)} mechanisms, in this order.\n")
    for row in rows:
        off = "" if row["on"] else "   (off)"
        print(f"{row['order']:2}  {row['mechanism']}{off}: {row['does']}")
        lines = [("claims", row["claim"]), ("leaves out", row["leaves_out"]), ("reads", ", ".join(row["reads"]))]
        lines += [("writes", ", ".join(row["writes"])), ("moves", "; ".join(row["moves"]) or "nobody")]
        lines += [("sources", ", ".join(row["sources"]) or "the series and dated measures of the ledger")]
        for heading, text in lines:
            print(fill(text, 100, initial_indent=f"      {heading:<11}", subsequent_indent=" " * 17))
        for parameter in row["parameters"]:
            why = ", ".join(parameter["records"]) or "assumed"
            print(f"      parameter  {parameter['name']}  {parameter['says']}"
                  f"  ({parameter['prior']}; {why})")  # fmt: skip
        print()
