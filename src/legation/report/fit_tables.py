"""The tables of a fit: everything that its screen tells a part of, and the weights of all worlds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from legation.inference.fit import LEVELS, Fit, Variant
from legation.inference.weights import Weights
from legation.report.exporting.sheets import ExportSheet
from legation.report.exporting.workbooks import csv_files

QUANTILES = tuple(f"q{round(100 * level):02d}" for level in LEVELS)
NOTE = "Weights of an ensemble: they say what these reports would teach if the model were right."


def fit_files(fit: Fit) -> dict[str, bytes]:
    """File name -> CSV, for each of the tables."""
    return csv_files(fit_sheets(fit), NOTE)


def fit_sheets(fit: Fit) -> list[ExportSheet]:
    """Variants, claims, origins, parameters, measures, claims that were not fitted, and the weights of worlds."""
    return [
        ExportSheet("Variants", ("variant", "left_out", "worlds", "ess", "pareto_k", "log_evidence",
                                 "log_evidence_error", "trouble"), list(_variants(fit))),
        ExportSheet("Claims", ("claim", "origin", "log10_agreement", "error", "ess_without", "in_conflict"),
                    [(each.claim, each.origin, _number(each.agreement), _number(each.error), each.ess_without,
                      each.in_conflict) for each in fit.claims]),
        ExportSheet("Origins", ("variant", "without", "claims", "ess", "pareto_k", "log_evidence", "trouble"),
                    list(_origins(fit))),
        ExportSheet("Parameters", ("variant", "parameter", "informed", "shift", "noise", "sd_ratio",
                                   *(f"prior_{name}" for name in QUANTILES), *(f"record_{name}" for name in QUANTILES)),
                    list(_parameters(fit))),
        ExportSheet("Measures", ("variant", "observable", "year", *(f"prior_{name}" for name in QUANTILES),
                                 *(f"record_{name}" for name in QUANTILES)), list(_measures(fit))),
        ExportSheet("Refused", ("claim", "because"), sorted(fit.refused.items())),
        ExportSheet("Weights", ("world", *(variant.name for variant in fit.variants)), list(_weights(fit))),
    ]  # fmt: skip


def variant_data(variant: Variant) -> dict[str, Any]:
    """A variant as plain data, without its parameters and measures."""
    weights = variant.weights
    return {
        "variant": variant.name, "left_out": list(variant.left_out), "worlds": len(weights.logs), "ess": weights.ess,
        "pareto_k": _number(weights.k), "log_evidence": _number(weights.log_evidence.value),
        "log_evidence_error": _number(weights.log_evidence.error), "trouble": variant.trouble,
        "informed": [each.name for each in variant.informed],
    }  # fmt: skip


def _variants(fit: Fit) -> Iterable[tuple[Any, ...]]:
    for variant in fit.variants:
        yield (variant.name, ", ".join(variant.left_out), len(variant.weights.logs), *_diagnostics(variant.weights),
               _number(variant.weights.log_evidence.error), variant.trouble)  # fmt: skip


def _origins(fit: Fit) -> Iterable[tuple[Any, ...]]:
    for variant in fit.variants:
        for each in variant.origins:
            yield variant.name, each.origin, ", ".join(each.claims), *_diagnostics(each.weights), each.weights.trouble


def _diagnostics(weights: Weights) -> tuple[float, float | None, float | None]:
    return weights.ess, _number(weights.k), _number(weights.log_evidence.value)


def _parameters(fit: Fit) -> Iterable[tuple[Any, ...]]:
    for variant in fit.variants:
        for each in variant.parameters:
            yield (variant.name, each.name, int(each.is_informed), each.shift, _number(each.noise), each.sd_ratio,
                   *each.prior, *(each.record or (None,) * len(LEVELS)))  # fmt: skip


def _measures(fit: Fit) -> Iterable[tuple[Any, ...]]:
    for variant in fit.variants:
        for each in variant.measures:
            record = each.record or (None,) * len(LEVELS)
            yield variant.name, each.observable, each.year, *map(_number, each.prior), *record


def _weights(fit: Fit) -> Iterable[tuple[Any, ...]]:
    """Each world with its share of the weight."""
    columns = [variant.weights.normalized.tolist() for variant in fit.variants]
    return zip(fit.worlds.numbers.tolist(), *columns, strict=True)


def _number(value: float) -> float | None:
    """A number as tables hold it: none where it is infinite or not defined."""
    return float(value) if math.isfinite(value) else None
