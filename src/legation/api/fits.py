"""Questions to the bank: worlds of the prior that are kept, and what the scored claims make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from legation.api.arguments import check_integers, collect_faults, open_ledger, outlets_named
from legation.api.defaults import BANK_WORLDS, SCENARIO, SEED
from legation.api.installation import announce_compiling
from legation.api.scenarios import resolve_scenario
from legation.assessment.foundations import grounds
from legation.base.cache_folders import private_folder
from legation.base.faults import Fault, UserError, WorldFailedError
from legation.base.files import write_file
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.series import rates
from legation.inference import bank as banks
from legation.inference.bank import Bank, BankPlan
from legation.inference.dependence import MOST_LINKED
from legation.inference.fit import Fit, Fitter, linked_outlets
from legation.inference.scored import FIT, ScoredClaims, scored_claims
from legation.provenance.identity import model_digest
from legation.report.fit_tables import fit_files, variant_data
from legation.runs import store
from legation.scenario import Scenario


@dataclass(frozen=True)
class BankState:
    """What a bank holds.

    worlds     how many, those that failed included
    simulated  how many of them just now
    failed     how many did not finish
    megabytes  on disk
    folder     where its files lie
    others     files there of other programs, scenarios, records or seeds, which may be deleted
    """

    scenario: Scenario
    worlds: int
    simulated: int
    failed: int
    megabytes: float
    folder: Path
    others: list[Path]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "scenario": self.scenario.name, "worlds": self.worlds, "simulated": self.simulated, "failed": self.failed,
            "megabytes": self.megabytes, "folder": self.folder.as_posix(), "other_files": len(self.others),
        }  # fmt: skip


@dataclass(frozen=True)
class FitAnswer:
    """What the scored claims make of a bank.

    folder  of its tables; None if they were not saved
    """

    scenario: Scenario
    fit: Fit
    folder: Path | None = None

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, without the tables of all parameters, measures and worlds."""
        return {
            "scenario": self.scenario.name,
            "worlds": len(self.fit.worlds),
            "failed": len(self.fit.worlds.failures),
            "variants": [variant_data(variant) for variant in self.fit.variants],
            "claims": [vars(claim) for claim in self.fit.claims],
            "not_fitted": dict(self.fit.refused),
            **({"folder": self.folder.as_posix()} if self.folder else {}),
        }


def build_bank(
    scenario: str | Path | Scenario = SCENARIO,
    *,
    worlds: int = BANK_WORLDS,
    seed: int = SEED,
    threads: int | None = None,
    overrides: Iterable[str] = (),
    on_compile: Callable[[], None] = lambda: None,
    on_missing: Callable[[int], Callable[[], None]] = lambda worlds: lambda: None,
) -> BankState:
    """Keep worlds of a scenario, and simulate those that are not there yet; a bank holds whole parts of 200.

    worlds      how many at least
    on_missing  called with how many worlds must be simulated, if any; what it returns is called after each
    For the other arguments see `run`.
    Raises      ScenarioError; UserError for another argument, or if the cache can't be used
    """
    (worlds, seed, threads), resolved = collect_faults(
        lambda: check_integers(worlds=worlds, seed=seed, threads=threads),
        lambda: resolve_scenario(scenario, overrides=overrides),
    )
    bank = _bank(resolved, seed)
    simulated = _extended(bank, worlds, threads, on_compile, on_missing)
    failed = len(bank.read(worlds).failures)
    return BankState(resolved, bank.held(), simulated, failed, round(bank.size() / 1e6, 1), bank.folder, bank.others())


def fit(
    scenario: str | Path | Scenario = SCENARIO,
    *,
    worlds: int = BANK_WORLDS,
    seed: int = SEED,
    threads: int | None = None,
    overrides: Iterable[str] = (),
    as_of: date | str | None = None,
    without: Iterable[str] = (),
    out: Path | str | None = None,
    on_compile: Callable[[], None] = lambda: None,
    on_missing: Callable[[int], Callable[[], None]] = lambda worlds: lambda: None,
) -> FitAnswer:
    """What the scored claims of the shipped record, those with the role `fit`, make of worlds of the prior.

    as_of    use only claims published by that day
    without  outlets whose claims are left out, by id or name
    out      a new folder for the tables; None saves nothing
    For the other arguments see `build_bank`.
    Raises   ScenarioError; RunFolderError if `out` is in the way; UserError for another argument, if the cache can't be
             used, or if there is nothing to fit; WorldFailedError if no world finished
    """
    (worlds, seed, threads), resolved, (ledger, *_), _ = collect_faults(
        lambda: check_integers(worlds=worlds, seed=seed, threads=threads),
        lambda: resolve_scenario(scenario, overrides=overrides),
        lambda: open_ledger(as_of, ()),
        lambda: None if out is None else store.check_free(Path(out), force=False),
    )
    left_out = outlets_named(ledger, without)
    ledger = ledger.without_outlets(left_out) if left_out else ledger
    bank = _bank(resolved, seed)
    names = _usable(bank.plan.claims, ledger)
    _extended(bank, worlds, threads, on_compile, on_missing)
    kept = bank.read(worlds)
    if not len(kept):
        raise WorldFailedError(f"All worlds failed. The first: {kept.failures[0][1]}")
    dropped = frozenset(bank.plan.claims.with_role(FIT)) - frozenset(names)
    fitter = Fitter(kept, bank.plan.claims, dropped)
    _check_some(fitter.names)
    made = fitter.fit()
    return FitAnswer(resolved, made, None if out is None else _saved(made, Path(out)))


def kept_bank(scenario: str | Path | Scenario = SCENARIO, *, worlds: int = BANK_WORLDS, seed: int = SEED) -> Bank:
    """The bank of a scenario with at least so many worlds, for programs that ask more of it; see `build_bank`."""
    bank = _bank(resolve_scenario(scenario), seed)
    _extended(bank, worlds, None, lambda: None, lambda worlds: lambda: None)
    return bank


def _bank(scenario: Scenario, seed: int) -> Bank:
    """The bank of a scenario, in the user's cache. It holds nothing that is not public.

    Raises  UserError if the cache can't be used
    """
    folder = private_folder(banks.FOLDER)
    if folder is None:
        expected = "a folder that you can write to and others can't"
        raise UserError(Fault("bank", "no folder of yours for the bank", expected, "Name one in $LEGATION_CACHE."))
    ledger = load_ledger().public()
    held = grounds(scenario)
    rmb_per_usd = {rate.year: rate.rmb_per_usd for rate in rates()}

    def refuse(claim: Claim) -> str:
        refusal = held.refusal(claim)
        same = (ledger.claims[name] for name in ledger.agreements(claim.id))
        return refusal.reason if refusal else held.built_in(claim, same)

    claims = scored_claims(ledger, scenario, rmb_per_usd, refuse=refuse)
    model = model_digest(scenario, banks.DECIDING)
    return Bank(folder, BankPlan(scenario, seed, claims, model, held.on, rmb_per_usd))


def _extended(
    bank: Bank,
    worlds: int,
    threads: int | None,
    on_compile: Callable[[], None],
    on_missing: Callable[[int], Callable[[], None]],
) -> int:
    """Simulate what is missing, and return how many worlds that were."""
    missing = len(bank.missing(worlds)) * bank.plan.part
    if missing:
        announce_compiling(on_compile)
        bank.extend(worlds, threads=threads, on_world=on_missing(missing))
    return missing


def _usable(claims: ScoredClaims, ledger: Ledger) -> list[str]:
    """The claims to fit that a ledger holds.

    Raises  UserError if there is none, or if too many outlets share upstreams
    """
    names = [name for name in claims.with_role(FIT) if name in ledger.claims and ledger.claims[name].role == FIT]
    _check_some(names)
    if (linked := linked_outlets(claims, names)) > MOST_LINKED:
        raise UserError(Fault("claims", f"{linked} outlets that share sources", f"{MOST_LINKED} at most"))
    return names


def _check_some(names: list[str]) -> None:
    """Raise UserError if there is no claim to fit."""
    if not names:
        raise UserError(Fault("claims", "none to fit", "claims with the role fit that the model can speak to"))


def _saved(made: Fit, folder: Path) -> Path:
    def fill(draft: Path) -> None:
        for name, content in fit_files(made).items():
            write_file(draft / name, content)

    return store.save(fill, folder, name="fit")
