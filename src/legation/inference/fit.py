"""The fit: what the scored claims of a ledger together say of worlds of the prior, and how far that can be trusted.

Only claims with the role `fit` weigh worlds. A claim that the others make ten times less likely, or that by itself
takes most of the effective sample size, is in conflict with them: then everything is worked out with it and without it.
No number leaves weights that are in trouble (`Weights.trouble`): only the prior's stands, with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

from legation.inference.bank import BankWorlds
from legation.inference.dependence import LedgerLikelihood, linked_groups, press_of_worlds
from legation.inference.likelihoods import ClaimLikelihood, Reported
from legation.inference.scored import FIT, ScoredClaims
from legation.inference.weights import Weights, importance_weights

CONFLICT_FROM = -1.0  # log10 of how much less likely the others make a claim
ESS_TAKEN = 0.8  # of the effective sample size, by one claim alone
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
UNIFORM_SD = 1 / math.sqrt(12)
SHIFT_LEAST = 2.0  # standard errors; more where many parameters are looked at
FALSE_MOST = 1.0  # parameters that may pass for informed by chance

# What is tabled by year with and without the record. None counts what nobody counts: how many flee, are captured or are
# handed over can't be estimated from this record, so no range of theirs stands here.
HEADLINES = (
    "arrivals_counted", "posted_officials", "quota_met_share", "levies_paid_share", "trade_income", "sessions_per_week",
    "alert", "recalls_ordered", "tenure_years",
)  # fmt: skip


@dataclass(frozen=True)
class ClaimFit:
    """What one claim does to the others.

    agreement  log10 of P(claim | other claims) / P(claim): below 0 the others make it less likely
    error      Monte Carlo standard error of that
    ess_without  effective sample size without the claim
    in_conflict  why it is in conflict with the others, in a clause; empty if it is not
    """

    claim: str
    origin: str
    agreement: float
    error: float
    ess_without: float
    in_conflict: str = ""


@dataclass(frozen=True)
class OriginFit:
    """The fit without one origin.

    claims  of it
    """

    origin: str
    claims: tuple[str, ...]
    weights: Weights


@dataclass(frozen=True)
class ParameterFit:
    """What the record teaches of one parameter.

    shift      by how much the mean of its prior quantile moves; None where the weights are in trouble
    noise      the Monte Carlo standard error that a shift of nothing would have
    sd_ratio   spread of its prior quantile over that of the prior; None likewise
    prior, record  its quantiles at `LEVELS`; the record's None likewise
    is_informed  whether the shift stands out of the noise, and does so without any one origin
    """

    name: str
    shift: float | None
    noise: float
    sd_ratio: float | None
    prior: tuple[float, ...]
    record: tuple[float, ...] | None
    is_informed: bool


@dataclass(frozen=True)
class MeasureFit:
    """A measure of all places together in one year; see `ParameterFit`."""

    observable: str
    year: int
    prior: tuple[float, ...]
    record: tuple[float, ...] | None


@dataclass(frozen=True)
class Variant:
    """The fit to some of the claims, or to all coarsely.

    name      "all claims", "without conflicts" or "all claims, power 1/2"
    left_out  claims
    origins   the fit without each origin; empty for the coarsened one
    """

    name: str
    left_out: tuple[str, ...]
    weights: Weights
    origins: tuple[OriginFit, ...]
    parameters: tuple[ParameterFit, ...]
    measures: tuple[MeasureFit, ...]

    @property
    def trouble(self) -> str:
        """Why no number of the record may be told, in a clause; empty if one may."""
        return self.weights.trouble

    @property
    def informed(self) -> list[ParameterFit]:
        """The parameters of which the record teaches something, those that move most first."""
        informed = [each for each in self.parameters if each.is_informed]
        return sorted(informed, key=lambda each: -abs(each.shift or 0.0))


NOTHING_MEASURED = "no world has anything to measure at its place and time"
ALL, WITHOUT_CONFLICTS, COARSENED = "all claims", "without conflicts", "all claims, power 1/2"


@dataclass(frozen=True)
class Fit:
    """What a ledger says of a bank.

    worlds    how many finished
    failures  how many did not
    claims    those that were fitted, by name
    refused   scored claims to which no world can speak, with the reason
    variants  with all claims, without those in conflict if there are any, and coarsened
    """

    worlds: BankWorlds
    claims: tuple[ClaimFit, ...]
    refused: Mapping[str, str]
    variants: tuple[Variant, ...]

    @property
    def conflicts(self) -> list[ClaimFit]:
        """The claims that are in conflict with the others."""
        return [claim for claim in self.claims if claim.in_conflict]

    def variant(self, name: str) -> Variant | None:
        """A variant by its name; None if there is none."""
        return next((variant for variant in self.variants if variant.name == name), None)


@dataclass(frozen=True)
class Fitter:
    """The claims that are fitted, beside the worlds of a bank.

    without  claims that are left out, beside those whose role is not `fit`
    """

    worlds: BankWorlds
    scored: ScoredClaims
    without: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> list[str]:
        """The claims that weigh worlds: none that only checks, and none that no world can speak to."""
        wanted = [name for name in self.scored.with_role(FIT) if name not in self.without]
        return [name for name in wanted if name not in self.unmeasured]

    @cached_property
    def unmeasured(self) -> dict[str, str]:
        """Claims for which no world has anything to measure, with the reason."""
        return {
            name: NOTHING_MEASURED
            for name, voice in self.scored.voices.items()
            if not voice.saying.able(self.worlds.claim[name]).any()
        }

    @cached_property
    def ledger(self) -> LedgerLikelihood:
        """How likely each world makes what they say."""
        return ledger_likelihood(self.worlds, self.scored, self.names)

    @cached_property
    def origins(self) -> dict[str, list[str]]:
        """Origin -> its fitted claims."""
        held: dict[str, list[str]] = {}
        for name in self.names:
            held.setdefault(self.scored.voices[name].origin, []).append(name)
        return held

    def weights(self, without: Collection[str] = ()) -> Weights:
        """The weights of worlds by all fitted claims but some."""
        return importance_weights(self.ledger.log_likelihood(without))

    def fit(self) -> Fit:
        """All claims, each by itself, each origin left out, with and without conflicts."""
        whole = self.weights()
        claims = tuple(self._claim(name, whole) for name in self.names)
        conflicts = tuple(each.claim for each in claims if each.in_conflict)
        variants = [self._variant(ALL, (), whole)]
        if conflicts and len(conflicts) < len(self.names):
            variants.append(self._variant(WITHOUT_CONFLICTS, conflicts, self.weights(conflicts)))
        coarse = whole.coarsened()
        variants.append(
            Variant(COARSENED, (), coarse, (), tuple(self._parameters(coarse, ())), tuple(self._measures(coarse)))
        )
        return Fit(self.worlds, claims, self.scored.refused | self.unmeasured, tuple(variants))

    def _claim(self, name: str, whole: Weights) -> ClaimFit:
        rest, alone = self.weights((name,)), importance_weights(self.ledger.of_one(name))
        agreement, error = agreement_of(whole, rest, alone)
        taken = 1 - whole.ess / rest.ess if rest.ess else 0.0
        reasons = []
        if len(self.names) > 1 and agreement < CONFLICT_FROM:
            reasons.append(f"the other claims make it {10**-agreement:.0f} times less likely")
        if len(self.names) > 1 and taken > ESS_TAKEN:
            reasons.append(f"it alone takes {taken:.0%} of the effective sample size")
        origin = self.scored.voices[name].origin
        return ClaimFit(name, origin, agreement, error, rest.ess, " and ".join(reasons))

    def _variant(self, name: str, left_out: tuple[str, ...], weights: Weights) -> Variant:
        origins = tuple(
            OriginFit(origin, tuple(claims), self.weights({*left_out, *claims}))
            for origin, claims in self.origins.items()
            if not set(claims) <= set(left_out)
        )
        parameters = tuple(self._parameters(weights, [each.weights for each in origins]))
        return Variant(name, left_out, weights, origins, parameters, tuple(self._measures(weights)))

    def _parameters(self, weights: Weights, without: Collection[Weights]) -> Iterable[ParameterFit]:
        """Each free parameter. Without weights of left-out origins none is informed."""
        tested = len(self.worlds.drawn)
        for name, drawn in self.worlds.drawn.items():
            shift, value = shift_of(weights, drawn), self.worlds.value[name]
            others = [shift_of(each, drawn) for each in without]
            stands = bool(without) and all(
                each.trouble == "" and stands_out(moved, each.ess, tested) and moved * shift > 0
                for each, moved in zip([weights, *without], [shift, *others], strict=True)
            )
            trusted = not weights.trouble
            spread = math.sqrt(max(weights.mean((drawn - weights.mean(drawn)) ** 2), 0.0)) if trusted else None
            yield ParameterFit(
                name,
                shift if trusted else None,
                noise_of_shift(weights.ess),
                spread / UNIFORM_SD if spread is not None else None,
                quantiles_of_prior(value),
                tuple(weights.quantiles(value, LEVELS)) if trusted else None,
                stands,
            )

    def _measures(self, weights: Weights) -> Iterable[MeasureFit]:
        for name in HEADLINES:
            for column, year in enumerate(self.worlds.years):
                if name in self.worlds.yearly and np.isfinite(values := self.worlds.yearly[name][:, column]).any():
                    record = None if weights.trouble else tuple(weights.quantiles(values, LEVELS))
                    yield MeasureFit(name, year, quantiles_of_prior(values), record)


def ledger_likelihood(
    worlds: BankWorlds, scored: ScoredClaims, names: Iterable[str], reports: Mapping[str, Reported] | None = None
) -> LedgerLikelihood:
    """How likely worlds of a bank make what claims say, or what else could have been said in their manner.

    reports  claim -> what was said; without, what the ledger has
    """
    claims = {name: ClaimLikelihood(scored.voices[name], worlds.claim[name]) for name in names}
    said = {name: each.voice.saying.asked if reports is None else reports[name] for name, each in claims.items()}
    return LedgerLikelihood(claims, said, press_of_worlds(worlds.value))


def agreement_of(whole: Weights, rest: Weights, alone: Weights) -> tuple[float, float]:
    """log10 of P(claim | others) / P(claim), and its Monte Carlo error, from weights of the same worlds.

    The three means share their worlds, so the error is that of the sum of what each world adds to their logarithms.
    """
    parts = []
    for weights in (whole, rest, alone):
        if not weights.ess:
            return -math.inf, math.nan
        parts.append(weights.normalized * len(weights.logs))
    value = whole.log_evidence.value - rest.log_evidence.value - alone.log_evidence.value
    error = float((parts[0] - parts[1] - parts[2]).std(ddof=1)) / math.sqrt(len(parts[0]))
    return value / math.log(10), error / math.log(10)


def shift_of(weights: Weights, drawn: np.ndarray) -> float:
    """By how much the mean of a parameter's prior quantile moves from that of the bank."""
    return weights.mean(drawn) - float(drawn.mean()) if weights.ess else 0.0


def noise_of_shift(ess: float) -> float:
    """The standard error of a mean of so many prior quantiles, of which nothing is known."""
    return UNIFORM_SD / math.sqrt(ess) if ess else math.inf


def stands_out(shift: float, ess: float, tested: int) -> bool:
    """Whether a shift is more than the noise of weights: two errors at least, and of many parameters at most one by
    chance.
    """
    errors = max(SHIFT_LEAST, NormalDist().inv_cdf(1 - min(FALSE_MOST / tested, 0.5) / 2))
    return abs(shift) > errors * noise_of_shift(ess)


def quantiles_of_prior(values: np.ndarray) -> tuple[float, ...]:
    """The quantiles of worlds of the prior at `LEVELS`."""
    return tuple(Weights(np.zeros(len(values))).quantiles(values, LEVELS))


def linked_outlets(scored: ScoredClaims, names: Iterable[str]) -> int:
    """How many outlets share upstreams at most, directly or by way of others."""
    claims = {name: ClaimLikelihood(scored.voices[name], np.empty(0)) for name in names}
    groups = linked_groups(claims, claims)
    return max((len({claims[name].voice.outlet for name in group}) for group in groups), default=0)
