#!/bin/sh
# click 8.5.1 (FloatRange): a share between 0 and 1.
# Expected: FloatRange(0, 1) refuses "nan" as it refuses "inf" and "1.5".
# Instead: nan is handed to the program; no comparison with it is true, so neither bound refuses it.
set -eu
. "$(dirname "$0")/lib.sh"
needs click==8.5.1
cat >try.py <<'PY'
import click
from click.testing import CliRunner


@click.command()
@click.option("--share", type=click.FloatRange(0, 1))
def run(share):
    click.echo(f"runs with {share}")


for text in ("0.5", "1.5", "inf", "nan"):
    answer = CliRunner().invoke(run, ["--share", text])
    print(f"{text}: exit code {answer.exit_code}, {answer.output.strip().splitlines()[-1]}")
PY
shows python try.py
expect <<'TEXT'
0.5: exit code 0, runs with 0.5
1.5: exit code 2, Error: Invalid value for '--share': 1.5 is not in the range 0<=x<=1.
inf: exit code 2, Error: Invalid value for '--share': inf is not in the range 0<=x<=1.
nan: exit code 0, runs with nan
TEXT
