"""The contract of mechanisms: what each one must keep, ours and those of third parties, and how to check yours.

    from legation.testing import check_mechanism

    def test_my_mechanism_keeps_the_contract():
        check_mechanism(my_package.my_mechanism)

The mechanism takes its place in our week, behind the one that its `AFTER` names. Small worlds with random dated inputs
and with random or believed parameters then run in every way that must not matter: compiled and by the oracle, with
loops forwards, backwards and shuffled, whole and in pieces, in one thread and in two, and with the mechanism off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import blake2b
from types import ModuleType, SimpleNamespace

import numpy as np

from legation.base.calendar import WEEKS, WEEKS_PER_PERIOD
from legation.base.faults import MechanismError
from legation.base.places import PLACES
from legation.engine.oracle import Oracle, Order, backwards, forwards, shuffled
from legation.engine.postmortem import stopped
from legation.engine.third_parties import with_third_parties
from legation.engine.week import Week, compose, founding_parameters, the_week
from legation.engine.world import Setup, World, advance, begin
from legation.experiments.setup import load_scenario
from legation.kernel.money import ACCOUNTS
from legation.kernel.units import Declared, to_machine
from legation.mechanisms.form import Mechanism, name_of, signature_of, writes_of
from legation.population import census
from legation.population.codes import STATUS_NAMES
from legation.population.columns import Columns

# From which values of a unit, as people write them, the contract draws: wide enough for every rule to do something in
# a year, with events that are rare in the world frequent. What a parameter can carry limits them further.
RANGES = {
    "share": (0, 1),
    "ratio": (0, 2),
    "weight": (1, 10),
    "probability": (0, 1),
    "USD": (1, 100_000),
    "USD/yr": (100, 200_000),
    "weeks": (1, 200),
    "persons": (1, 50),
    "number": (1, 12),
    "half-life in weeks": (0.5, 100),
    "1/yr": (0.05, 1),
    "per 1,000 a year": (50, 1_000),
    "log rate": (0, 4),
    "sd of log": (0, 1.5),
    "choice": (0, 255),
}
SEED = 1

# Clauses of the contract that a week has kept in this process: clause, week, world, weeks, posts.
_kept_by_the_week: set[tuple[str, str, int, int, int]] = set()


def check_mechanism(module: ModuleType, *, weeks: int = 60, posts: int = 120, worlds: int = 4) -> None:
    """Check one mechanism against the whole contract.

    module  of ours, or any module of the same form with an `AFTER`
    weeks   how long each world runs
    Raises  AssertionError that says what failed, in which week and column.
    """
    try:
        week = week_with(module)
        trials = [Trial(module, week, number, weeks, posts) for number in range(worlds)]
        for trial in trials:
            trial.check()
    except MechanismError as problem:
        raise AssertionError(str(problem)) from problem
    alone, together = (_hashes(trials, threads) for threads in (1, 2))
    assert alone == together, f"{trials[0].says}: two threads give other worlds than one. Keep all state in columns."


def week_with(module: ModuleType) -> Week:
    """The installed week, with the module in its place if it is not yet part of it."""
    modules = [mechanism.module for mechanism in the_week().mechanisms]
    if module in modules:
        return the_week()
    return compose(with_third_parties(modules, [SimpleNamespace(name=name_of(module), load=lambda: module)]))


def random_parameters(parameters: Mapping[str, Declared], seed: int) -> dict[str, int]:
    """Machine values for parameters: one in ten at each end of what its code can carry, the others in usual ranges.

    Each is drawn by its name, so that a mechanism more leaves all others as they were.

    parameters  full parameter name -> unit and limits
    """
    machine = {}
    for name, (unit, within, *_) in parameters.items():
        low, high = np.clip(RANGES[unit], *within)
        where = _lots(seed, name).random()
        human = within.low if where < 0.1 else within.high if where >= 0.9 else low + (where - 0.1) / 0.8 * (high - low)
        machine[name] = int(to_machine(unit, human))
    return machine


def random_inputs(columns: Columns, seed: int) -> dict[str, np.ndarray]:
    """Rows for every dated input, (weeks, places): one in four the least, the others up to the most it may be.

    Each is drawn by its name, likewise.
    """
    inputs = {}
    for column in columns.inputs:
        lots = _lots(seed, column.name)
        rows = lots.integers(column.low, min(column.high, 2**20), (WEEKS, len(PLACES)), endpoint=True)
        inputs[column.name] = np.where(lots.random(rows.shape) < 0.25, column.low, rows)
    return inputs


def _lots(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, *name.encode()])


def random_world(week: Week, number: int, posts: int, *, rooms: int = 1) -> tuple[World, Setup]:
    """A founded world with random parameters and inputs, and what it runs in; every mechanism is on.

    Where everything is extreme most officials are soon gone, so odd worlds take what the baseline believes.

    rooms  for journeys, in multiples of the usual
    """
    machine = random_parameters(founding_parameters() | week.parameters, number)
    if number % 2:
        machine |= {name: int(values[number % len(values)]) for name, values in _believed().items() if name in machine}
    machine["founding.posted"] = posts
    on = np.ones(len(week.mechanisms), np.uint8)
    world = begin(week, SEED, number, machine, 0, rooms=rooms)
    return world, Setup(week, random_inputs(week.columns, number), on)


@cache
def _believed() -> dict[str, np.ndarray]:
    """Machine values of the baseline's parameters in its first worlds: name -> (worlds,)."""
    return load_scenario("baseline").draw(SEED, range(64)).machine


def fingerprint(*, weeks: int = 60, posts: int = 120, worlds: int = 3) -> str:
    """A hash over all columns and kept series of some random worlds: the same on every machine."""
    total = blake2b(digest_size=16)
    for number in range(worlds):
        world, setting = random_world(the_week(), number, posts)
        advance(world, setting, weeks)
        total.update(world_digest(world))
    return total.hexdigest()


def world_digest(world: World) -> bytes:
    """A hash over everything that a world holds."""
    total = blake2b(digest_size=16)
    for name, column in sorted(_everything(world).items()):
        total.update(name.encode() + column.astype("<i8").tobytes())
    return total.digest()


def first_difference(ours: World, theirs: World) -> str:
    """Where two worlds first differ, such as `savings, row 3: 5 and 6`; empty where they are equal."""
    for name, mine in _everything(ours).items():
        yours = _everything(theirs)[name]
        if not np.array_equal(mine, yours):
            row = int(np.flatnonzero(mine.ravel() != yours.ravel())[0])
            return f"{name}, row {row}: {mine.ravel()[row]} and {yours.ravel()[row]}"
    return ""


def _everything(world: World) -> dict[str, np.ndarray]:
    """Columns and kept series; a column and what was kept of it have one name, so the latter gets another here."""
    return world.columns | {f"{name} by period": table for name, table in world.history.items()}


def _hashes(trials: Iterable[Trial], threads: int) -> list[bytes]:
    def run(trial: Trial) -> bytes:
        world = trial.start.copy()
        advance(world, trial.setting, trial.weeks)
        return world_digest(world)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, trials))


@dataclass(frozen=True)
class Trial:
    """One mechanism in one random world."""

    module: ModuleType
    week: Week
    number: int
    weeks: int
    posts: int

    @cached_property
    def mechanism(self) -> Mechanism:
        return next(mechanism for mechanism in self.week.mechanisms if mechanism.module is self.module)

    @cached_property
    def says(self) -> str:
        """How a message begins."""
        return f"mechanism {self.mechanism.name}, world {self.number}"

    @cached_property
    def _made(self) -> tuple[World, Setup]:
        return random_world(self.week, self.number, self.posts)

    @property
    def start(self) -> World:
        return self._made[0]

    @property
    def setting(self) -> Setup:
        return self._made[1]

    @cached_property
    def by_oracle(self) -> World:
        """The world at its end, by the oracle with loops as written."""
        return self._oracle(self.setting, self.start.copy(), forwards)

    def check(self) -> None:
        """Every clause of the contract. The oracle comes first: it names what compiled code only shows."""
        for clause in (self.no_order_of_loops_matters, self.compiled_code_does_the_same, self.pieces_make_the_whole):
            # These hold for a week as a whole, so the mechanisms of one week need them once.
            done = clause.__name__, self.week.name, self.number, self.weeks, self.posts
            if done not in _kept_by_the_week:
                clause()
                _kept_by_the_week.add(done)
        self.only_declared_columns_and_moves_change()
        self.switched_off_it_is_as_if_it_were_not_there()
        self.others_notice_only_what_it_wrote()

    def no_order_of_loops_matters(self) -> None:
        """Everyone acts at once, so loops backwards and shuffled give the same bits."""
        for order in (backwards, shuffled):
            where = first_difference(self.by_oracle, self._oracle(self.setting, self.start.copy(), order))
            assert not where, (
                f"{self.says}: with its loops {order.__name__} the world differs in {where}. A step may look at other "
                "rows only in columns that it does not write; sum first what it needs of others."
            )

    def compiled_code_does_the_same(self) -> None:
        """In every column and kept series."""
        world = self.start.copy()
        self._compiled(world, self.setting, self.weeks)
        where = first_difference(self.by_oracle, world)
        assert not where, f"{self.says}: oracle and compiled code differ in {where}."

    def only_declared_columns_and_moves_change(self) -> None:
        """Compiled, from each week's state, with all other mechanisms switched off."""
        alone = replace(self.setting, on=np.array([m is self.mechanism for m in self.week.mechanisms], np.uint8))
        for before in self._weekly(self.setting):
            if before.at % WEEKS_PER_PERIOD == WEEKS_PER_PERIOD - 1:
                continue  # The census writes, too.
            after = before.copy()
            self._compiled(after, alone, before.at + 1)
            undeclared = _differing(before, after) - self.mechanism.writes
            assert not undeclared, f"{self.says}, week {before.at}: changes {_listed(undeclared)} without `Write`."
            pairs = zip(before.columns["status"].tolist(), after.columns["status"].tolist(), strict=True)
            moved = {(a, b) for a, b in pairs if a != b} - self.mechanism.moves
            moves = [f"{STATUS_NAMES[a]} to {STATUS_NAMES[b]}" for a, b in moved]
            assert not moved, f"{self.says}, week {before.at}: moves {_listed(moves)}, which MOVES does not name."

    def pieces_make_the_whole(self) -> None:
        """Week by week, and as a branch from a copied checkpoint; the money closes after each week."""
        for world in self._weekly(self.setting):
            for number, account in enumerate(ACCOUNTS):
                if account.columns:
                    held = sum(int(world.columns[name].sum()) for name in account.columns)
                    gap = held - int(world.columns["accounts"][number])
                    assert gap == 0, f"{self.says}: before week {world.at} {account.name} is off by {gap} cents."
            if world.at == self.weeks // 2:
                branch = world.copy()
        self._compiled(branch, self.setting, self.weeks)
        for name, pieced in (("run week by week", world), ("branched from a checkpoint", branch)):
            where = first_difference(self.by_oracle, pieced)
            assert not where, f"{self.says}: {name} the world differs in {where}. Keep all state in columns."

    def switched_off_it_is_as_if_it_were_not_there(self) -> None:
        """Others keep their luck: off in compiled code equals a week composed without it, by the oracle."""
        bare = compose(m.module for m in self.week.mechanisms if m is not self.mechanism)
        setting = Setup(bare, self.setting.inputs, np.ones(len(bare.mechanisms), np.uint8))
        values = dict(zip(self.week.parameter_names, self.start.parameters.tolist(), strict=True))
        parameters = np.array([values[name] for name in bare.parameter_names], np.int64)
        start = replace(self.start.copy(), parameters=parameters)
        without = self._oracle(setting, start, forwards)
        off = self.start.copy()
        self._compiled(off, self._off, self.weeks)
        where = first_difference(without, off)
        assert not where, f"{self.says}: switched off, the world differs from one without it in {where}."

    def others_notice_only_what_it_wrote(self) -> None:
        """On against off: only columns that its own can reach differ, at first those reached within the week."""
        after = self.week.mechanisms[self.week.mechanisms.index(self.mechanism) + 1 :]
        at_once = _reached(after, self.mechanism.writes)
        ever = at_once
        for _ in self.week.mechanisms:
            ever = _reached(self.week.mechanisms, ever)
        equal = True
        for on, off in zip(self._weekly(self.setting), self._weekly(self._off), strict=True):
            differing = _differing(on, off)
            noticed = differing - (at_once if equal else ever)
            assert not noticed, f"{self.says}, before week {on.at}: on or off changes {_listed(noticed)}, out of reach."
            equal = equal and not differing

    @property
    def _off(self) -> Setup:
        return replace(self.setting, on=np.array([m is not self.mechanism for m in self.week.mechanisms], np.uint8))

    def _weekly(self, setting: Setup) -> Iterator[World]:
        """The compiled world at the beginning of each week; the same object, so copy what you keep."""
        world = self.start.copy()
        for week in range(self.weeks):
            yield world
            self._compiled(world, setting, week + 1)

    def _compiled(self, world: World, setting: Setup, last: int) -> None:
        outcome = advance(world, setting, last)
        assert outcome.done, f"{self.says}: {stopped(self.number, self.week, outcome, '')}"

    def _oracle(self, setting: Setup, world: World, order: Order) -> World:
        """Run a world to its end, and put what the oracle refuses into a sentence."""
        oracle = Oracle(world, setting, order=order, audit=True)
        try:
            outcome = oracle.advance(self.weeks)
        except MechanismError:
            raise
        except Exception as problem:  # Whatever a step raises, the message names step and week.
            kind = "" if isinstance(problem, AssertionError) else f"{type(problem).__name__}: "
            where = f"mechanism {oracle.acting}, world {self.number}, week {oracle.week}"
            raise AssertionError(f"{where}: {kind}{problem}") from problem
        culprit = oracle.stop.mechanism if oracle.stop else ""
        assert outcome.done, stopped(self.number, setting.week, outcome, culprit)
        return world


def _differing(ours: World, theirs: World) -> set[str]:
    return {name for name, values in ours.columns.items() if not np.array_equal(values, theirs.columns[name])}


def _reached(mechanisms: Iterable[Mechanism], written: Iterable[str]) -> set[str]:
    """What may differ after these mechanisms and the census have acted, if `written` differs before."""
    reached = set(written)
    for mechanism in mechanisms:
        if reached & set(mechanism.arguments):
            reached |= mechanism.writes
    return reached | writes_of(signature_of(census.take_census, lent=1))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
