"""Mutants: the rules with one small change each, and whether the tests of the same file notice it.

A mutant that survives is a rule that could be wrong unseen, or a change that makes no difference. Which of the two it
is takes a reader, so survivors are listed, and only a low share of noticed ones is a failure. Tests of other files,
the oracle and compiled code might notice as well; they aren't asked, since a rule should be held by its own tests.

    python -m verification.mutants --mutants 400       more of them; prints only
"""

from __future__ import annotations

import argparse
import ast
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

HOME = Path(__file__).parents[1]
RESULT = Path(__file__).parent / "results" / "mutants.md"
SEED = 1
# Group -> mutants by default, and its files below `src/legation/`. What only declares or lists is left out.
GROUPS = {
    "mechanisms": (16, ("mechanisms/*.py", "mechanisms/shared/*.py")),
    "wordings": (10, ("evidence/wordings/*.py",)),
    "harm": (10, ("evidence/harm.py", "evidence/identities.py", "evidence/details.py", "evidence/handling.py")),
    "publication": (4, ("publication/*.py",)),
    "verdicts": (4, ("assessment/verdicts.py", "assessment/grounds.py")),
}
LEFT_OUT = ("mechanisms/form.py", "mechanisms/story.py")
# Limits, declared apart from the rules, that the contract of all mechanisms holds.
DECLARATIONS = ("COLUMNS", "MOVES")
FLOOR = 0.7  # share of mutants that must be noticed; some of the others change nothing
AROUND = 40  # bytes of a line that are shown before a change, and after it
PATIENCE = 5  # times as long as without a change, and a minute more: then a mutant counts as noticed, as it hangs

# A mutant may ask for ever more memory: it must not take that of everybody else.
RUN = """
import sys
import pytest
if sys.platform != "win32":
    import resource
    resource.setrlimit(resource.RLIMIT_DATA, (4 * 2**30, resource.RLIM_INFINITY))
sys.exit(pytest.main(sys.argv[1:]))
"""

FLIPPED = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"), ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}  # fmt: skip


class Mutant(NamedTuple):
    """One change of a file.

    file           below `src/legation/`
    before, after  the line around the change, without it and with it
    start, end     bytes that are replaced by `text`
    """

    group: str
    file: str
    line: int
    kind: str
    before: str
    after: str
    start: int
    end: int
    text: str

    def of(self, source: bytes) -> bytes:
        """The source of the file with the change."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    @property
    def tests(self) -> str:
        """The file with the tests of the same file."""
        folder, _, name = self.file.rpartition("/")
        return f"tests/{folder}/test_{name}"


class Verdict(NamedTuple):
    """What the tests made of a mutant: `noticed`, or it survived."""

    mutant: Mutant
    noticed: bool


class _Finder(ast.NodeVisitor):
    """Collects every change of a source that this program makes: kind, bytes from and to, what stands there instead."""

    def __init__(self, source: bytes, words: bool):
        self.source, self.words = source, words
        self.changes: list[tuple[str, int, int, str]] = []
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno and node.end_col_offset is not None
        return self.lines[node.lineno - 1] + node.col_offset, self.lines[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.source[start:end].decode()

    def visit(self, node: ast.AST) -> None:
        """Change nothing in assertions and messages, nor in parts of texts, whose place is uncertain."""
        if not isinstance(node, ast.Assert | ast.Raise | ast.JoinedStr):
            super().visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
            before, after = FLIPPED[type(operator)]
            start, end = self.span(left)[1], self.span(right)[0]
            between = self.source[start:end].decode()
            pattern = rf"\b{before}\b".replace(" ", r"\s+") if before[0].isalpha() else re.escape(before)
            match = re.search(pattern, between)
            assert match, between
            at = start + len(between[: match.start()].encode())
            self.changes.append(("comparison", at, at + len(match[0].encode()), after))
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        self._swap(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._swap(node.test)
        self.generic_visit(node)

    def _swap(self, test: ast.expr) -> None:
        self.changes.append(("branches", *self.span(test), f"(not ({self.text(test)}))"))

    def visit_Call(self, node: ast.Call) -> None:
        other = {"min": "max", "max": "min"}.get(node.func.id, "") if isinstance(node.func, ast.Name) else ""
        if other and len(node.args) > 1:
            self.changes.append(("limit", *self.span(node.func), other))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if type(node.value) in (int, float):
            self.changes.append(("number", *self.span(node), f"({self.text(node)} + 1)"))
        elif self.words and isinstance(node.value, str):
            start, _ = self.span(node)
            text = self.text(node)
            for match in re.finditer(r"\|[\w ]+(?=[|)])", text):
                at = start + len(text[: match.start()].encode())
                self.changes.append(("word", at, at + len(match[0].encode()), ""))

    def visit_Assign(self, node: ast.Assign) -> None:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if not set(names) & set(DECLARATIONS):
            self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in [*node.args.defaults, *node.args.kw_defaults, *node.body]:
            if part:
                self.visit(part)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in node.body:
            self.visit(part)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)


def mutants_of(source: str, group: str = "", file: str = "") -> list[Mutant]:
    """Every mutant of a source, in its order. Words are left out of the patterns of harm rules alone."""
    data = source.encode()
    finder = _Finder(data, words=group == "harm")
    finder.visit(ast.parse(source))
    mutants = []
    for kind, start, end, text in sorted(finder.changes, key=lambda change: change[1:]):
        first, last = data.rfind(b"\n", 0, start) + 1, data.find(b"\n", end)
        left, right = data[first:start], data[end : last if last >= 0 else None]
        before, after = (_around(left, middle, right) for middle in (data[start:end], text.encode()))
        line = data.count(b"\n", 0, start) + 1
        mutants.append(Mutant(group, file, line, kind, before, after, start, end, text))
    return mutants


def _around(left: bytes, middle: bytes, right: bytes) -> str:
    """A change with what stands around it in its line, in one line."""
    words = " ".join((left[-AROUND:] + middle + right[:AROUND]).decode(errors="ignore").split())
    return f"{'…' if len(left.strip()) > AROUND else ''}{words}{'…' if len(right.strip()) > AROUND else ''}"


def sample(counts: dict[str, int], seed: int = SEED) -> list[Mutant]:
    """So many mutants of each group, from all its files, in turns of each kind, so that the frequent leave room.

    The same code and seed give the same mutants.
    """
    chosen = []
    for group, count in counts.items():
        kinds: dict[str, list[Mutant]] = {}
        for file in files(group):
            source = (HOME / "src" / "legation" / file).read_text(encoding="utf-8")
            for mutant in mutants_of(source, group, file):
                kinds.setdefault(mutant.kind, []).append(mutant)
        luck = random.Random(f"{seed} {group}")
        for _, mutants in sorted(kinds.items()):
            luck.shuffle(mutants)
        turns = zip_longest(*(mutants for _, mutants in sorted(kinds.items())))
        chosen += [mutant for turn in turns for mutant in turn if mutant][:count]
    return chosen


def files(group: str) -> list[str]:
    """The files of a group that have tests of their own; all with rules in them do."""
    root = HOME / "src" / "legation"
    names = sorted(path.relative_to(root).as_posix() for pattern in GROUPS[group][1] for path in root.glob(pattern))
    return [file for file in names if not file.endswith("__init__.py") and file not in LEFT_OUT]


class Bench:
    """A copy of the program and its tests, in which one mutant at a time stands in place of its file."""

    def __init__(self, folder: Path):
        self.folder = folder
        for name in ("src", "tests"):
            shutil.copytree(HOME / name, folder / name)
        shutil.copy(HOME / "pyproject.toml", folder)

    def passes(self, tests: str, limit: float | None = None) -> bool:
        """Whether the tests of a file pass, within so many seconds if there is a limit."""
        code = self._code(tests, limit)
        if code < 0:  # Ended by a signal, perhaps from outside; what a mutant does to itself, it does again.
            code = self._code(tests, limit)
        # 0: all passed, 1: one failed, 2: the tests could not be imported. Anything else is a fault of ours.
        assert code in (0, 1, 2) or code < 0, f"pytest ended with {code} for {tests}"
        return code == 0

    def _code(self, tests: str, limit: float | None) -> int:
        """How pytest ends; 1 if it doesn't in time."""
        # A changed file may have the size and second of the one before it, by which Python knows its bytecode.
        given = os.environ | {"PYTHONPATH": str(self.folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", RUN, "-x", "-q", "-p", "no:cacheprovider", tests]
        try:
            ran = subprocess.run(command, cwd=self.folder, env=given, capture_output=True, timeout=limit, check=False)
        except subprocess.TimeoutExpired:
            return 1
        return ran.returncode

    def notices(self, mutant: Mutant, limit: float) -> bool:
        """Whether the tests fail on a mutant."""
        path = self.folder / "src" / "legation" / mutant.file
        source = path.read_bytes()
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()
        path.write_bytes(mutant.of(source))
        try:
            return not self.passes(mutant.tests, limit)
        finally:
            path.write_bytes(source)


def judge(
    mutants: Sequence[Mutant], processes: int, on_mutant: Callable[[Verdict], None] = lambda verdict: None
) -> list[Verdict]:
    """What the tests make of each mutant, in the given order.

    Raises  AssertionError if tests fail without any change: then they would notice everything
    """
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(processes) as pool:
        benches: queue.Queue[Bench] = queue.Queue()
        for number in range(processes):
            benches.put(Bench(Path(folder) / str(number)))

        def with_bench(work: Callable[[Bench], Any]) -> Any:
            bench = benches.get()
            try:
                return work(bench)
            finally:
                benches.put(bench)

        def unchanged(tests: str) -> float:
            start = perf_counter()
            assert with_bench(lambda bench: bench.passes(tests)), f"{tests} fails without any change"
            return perf_counter() - start

        def verdict(mutant: Mutant) -> Verdict:
            limit = PATIENCE * seconds[mutant.tests] + 60
            judged = Verdict(mutant, with_bench(lambda bench: bench.notices(mutant, limit)))
            on_mutant(judged)
            return judged

        tests = sorted({mutant.tests for mutant in mutants})
        seconds = dict(zip(tests, pool.map(unchanged, tests), strict=True))
        return list(pool.map(verdict, mutants))


def share_noticed(verdicts: Sequence[Verdict]) -> float:
    """Of all mutants, from 0 to 1."""
    return sum(verdict.noticed for verdict in verdicts) / len(verdicts)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The report, line by line. It holds nothing but what the code decides, so it changes only when survivors do."""
    yield "# Mutants"
    yield ""
    yield (
        f"{len(verdicts)} small changes of the rules, one at a time, each judged by the tests of the changed file "
        f"alone: {share_noticed(verdicts):.0%} were noticed, and {FLOOR:.0%} must be. A survivor is a rule that could "
        "be wrong unseen, or a change that makes no difference."
    )
    yield ""
    yield "| | mutants | noticed |"
    yield "|---|---:|---:|"
    for group in dict.fromkeys(verdict.mutant.group for verdict in verdicts):
        own = [verdict for verdict in verdicts if verdict.mutant.group == group]
        yield f"| {group} | {len(own)} | {sum(verdict.noticed for verdict in own)} |"
    survivors = [verdict.mutant for verdict in verdicts if not verdict.noticed]
    if survivors:
        yield ""
        yield "| survivor | change | line | with the change |"
        yield "|---|---|---|---|"
    for mutant in survivors:
        yield f"| {mutant.file}:{mutant.line} | {mutant.kind} | {_cell(mutant.before)} | {_cell(mutant.after)} |"


def _cell(line: str) -> str:
    return f"`{line.replace('|', chr(92) + '|')}`"


def write_table(verdicts: Sequence[Verdict]) -> None:
    """Write the report where it is kept."""
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text("\n".join(table(verdicts)) + "\n", encoding="utf-8")


def main() -> None:
    """Run what the command line asks for; exit code 1 where too few are noticed."""
    usual = {group: count for group, (count, _) in GROUPS.items()}
    parser = argparse.ArgumentParser(prog="python -m verification.mutants", description=__doc__)
    parser.add_argument("--mutants", type=int, default=sum(usual.values()), help="about so many; %(default)s")
    parser.add_argument("--group", choices=GROUPS, action="append", help="only this group; may be repeated")
    parser.add_argument("--seed", type=int, default=SEED, help="decides which; %(default)s")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="%(default)s")
    asked = parser.parse_args()
    groups = asked.group or list(GROUPS)
    share = asked.mutants / sum(usual[group] for group in groups)
    mutants = sample({group: round(usual[group] * share) for group in groups}, asked.seed)
    verdicts = judge(mutants, asked.processes, _say)
    print("\n".join(table(verdicts)))
    sys.exit(share_noticed(verdicts) < FLOOR)


def _say(verdict: Verdict) -> None:
    outcome = "noticed" if verdict.noticed else "SURVIVES"
    print(
        f"{outcome:<9} {verdict.mutant.file}:{verdict.mutant.line} {verdict.mutant.kind}", file=sys.stderr, flush=True
    )


if __name__ == "__main__":
    main()
