"""The defaults and limits of the questions. Nothing is imported here, so that the command line shows them at once."""

from __future__ import annotations

SCENARIO = "baseline"
WORLDS = 200  # Some worlds have nothing to measure, and "outside" needs at least 150 that do.
PAIRS = 64
BANK_WORLDS = 2_000  # What a few minutes simulate; most ledgers need more for numbers of the record.
SEED = 1
NEWEST_RUN = "last"
RUNS_FOLDER = "runs"
TEMPLATE_FILE = "claims.xlsx"
SERIES_FOLDER = "series"
FILLS = ("none", "interpolate")  # what becomes of months without a value between others
DECIMALS = ("point", "comma")

WORLDS_MOST = 1_000_000
THREADS_MOST = 1024
SEED_MOST = 2**63 - 1

KINDS_OF_NAMES = ("scenarios", "observables", "parameters", "mechanisms", "claims")
