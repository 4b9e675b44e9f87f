"""The rules of the house that a program can check, each as a function from text to kind messages.

A message says what stands where, and what to do about it. `test_tidy.py` applies the rules to the repository;
`test_rules.py` shows each of them a bad file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from legation.base.faults import MechanismError
from legation.base.ids import cited
from legation.mechanisms.story import Story, read_story

MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
LOTTERIES = {"candidates", "those"}  # loops over posts that were picked, which share one scratch array
LOOPS = {"range", *LOTTERIES}
SHARED = "legation.mechanisms.shared"  # rules that several mechanisms use
LENT = {"now", "p"}  # arguments of a step that are no columns: the week's keys, and the parameters

# Written in pieces, so that this file passes its own test.
REGISTRIES = tuple(
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("yarn", "pkg.com"),
        ("npm", "js.com"),
    )
)
TOOLS = tuple("".join(pieces) for pieces in (("clau", "de"), ("anthro", "pic"), ("chat", "gpt"), ("co", "pilot")))
MACHINE_FOLDERS = ("work", "root", "home", "Users")
_TRACES = (
    (
        re.compile(rf"(?<![\w.~/-])/(?:{'|'.join(MACHINE_FOLDERS)})/"),
        "a path of one machine",
        "Use a path relative to the repository.",
    ),
    (
        re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE),
        "the address of a package registry",
        "Name the package and its version.",
    ),
    (
        re.compile(rf"\b(?:{'|'.join(TOOLS)})\b", re.IGNORECASE),
        "the name of a writing tool",
        "Say what the program does instead.",
    ),
)
# A prefix of ids before what only a regular expression has there.
_OWN_GRAMMAR = re.compile(r"\b(?:nk|pf|tl)\)?-?(?:\\d|\[|\(\?)")
LOCK_FILES = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "yarn.lock", "pnpm-lock.yaml", "package-lock.json"}

# What a fit with reports can't support, so no text that users see may say it.
OVERCLAIMS = ("confirmed", "proves", "reveals", "true figure", "hidden death toll", "predicts")


def unexplained(path: str, tree: ast.Module) -> Iterator[str]:
    """A module opens with what it is for."""
    if not ast.get_docstring(tree):
        yield f"{path}: no docstring. Open the module with one sentence on what it is for."


def broken_stories(path: str, tree: ast.Module) -> Iterator[str]:
    """A mechanism says in lists what it claims, what it leaves out and, if it is ours, on which records it rests."""
    first = tree.body[0].lineno if tree.body else 1
    try:
        story = _story(path, tree)
    except MechanismError as error:
        for fault in error.faults:
            yield f"{path}:{first + fault.line - 1}: {fault} See mechanisms/flight.py for the form."
    else:
        if not story.sources:
            yield f"{path}:{first}: no `Sources:`. Name the records that it rests on, or leave the mechanism out."


def scored_sources(path: str, tree: ast.Module, scored: Collection[str]) -> Iterator[str]:
    """A report that the model is compared with is no source of it: a comparison with itself would always fit."""
    try:
        story = _story(path, tree)
    except MechanismError:
        return  # `broken_stories` says what is wrong
    parts = {"Claims": story.claims, "Assumes": story.assumes, "Sources": story.sources, "Readings": story.readings}
    for heading, facts in parts.items():
        for claim in sorted({name for fact in facts for name in cited(str(fact))} & set(scored)):
            yield f'{path}: {claim} under "{heading}:", with which the model is compared. Name it under "Checked by:".'


def _story(path: str, tree: ast.Module) -> Story:
    return read_story(ast.get_docstring(tree, clean=False) or "", path.rpartition("/")[2].removesuffix(".py"))


def scored_reasons(name: str, reason: str, records: Collection[str], scored: Collection[str]) -> Iterator[str]:
    """What is assumed may not lean on a report that the model is compared with."""
    for claim in sorted(set(cited(reason)) & set(scored) - set(records)):
        yield f"{name}: assumed with {claim}, with which the model is compared. Give a reason that is free of it."


def floats(path: str, tree: ast.Module) -> Iterator[str]:
    """Rules hold no float: whole numbers give the same bits on every machine."""
    cure = "Rules work in whole numbers; kernel/fixed_point.py has shares, powers and chances."
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{path}:{node.lineno}: the float {node.value}. {cure}"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield f"{path}:{node.lineno}: a division `/`, which gives a float. Divide with `//` and name the rounding."
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if node.value.id == "math" or name in {"np.exp", "np.log", "numpy.exp", "numpy.log"}:
                yield f"{path}:{node.lineno}: {name}, whose last bits differ between machines. {cure}"
        elif isinstance(node, ast.ImportFrom) and node.module == "math":
            yield f"{path}:{node.lineno}: imports from math, whose last bits differ between machines. {cure}"


def fast_math(path: str, tree: ast.Module) -> Iterator[str]:
    """`fastmath` lets the compiler reorder sums, so results would depend on the machine."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "fastmath":
            yield f"{path}:{node.lineno}: fastmath. It gives up equal results on every machine; leave it out."


def purposes(tree: ast.Module) -> Iterator[tuple[str | None, int]]:
    """The questions put to chance, each with its line; None where the name is not written out."""
    for node in _calls(tree, "purpose"):
        first = node.args[0] if node.args else None
        written = isinstance(first, ast.Constant) and isinstance(first.value, str)
        yield (first.value if written else None), node.lineno


def shared_purposes(modules: Iterable[tuple[str, ast.Module]]) -> Iterator[str]:
    """Two questions of one name would get the same luck."""
    asked: dict[str, str] = {}
    for path, tree in modules:
        for name, line in purposes(tree):
            here = f"{path}:{line}"
            if name in asked:
                yield f'{here}: the purpose "{name}" is asked at {asked[name]} too; both get the same luck. Rename one.'
            elif name is not None:
                asked[name] = here


def unnamed_purposes(path: str, tree: ast.Module) -> Iterator[str]:
    """A mechanism writes its purposes out, so that they can be read, listed and compared."""
    for name, line in purposes(tree):
        if name is None:
            yield f'{path}:{line}: a purpose that is computed. Write it out, as in purpose("trade: size of deals").'


def unknown_columns(path: str, tree: ast.Module, columns: Iterable[str]) -> Iterator[str]:
    """The signature of a step is its declaration, so each name must be a column."""
    known = LENT | set(columns)
    for function in steps(tree):
        arguments = function.args
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            if argument.arg not in known:
                yield (
                    f"{path}:{argument.lineno}: {function.name} asks for `{argument.arg}`, which is no column and no "
                    "group. Correct the name, or declare it: in COLUMNS, population/columns.py or population/groups.py."
                )


def nested_lotteries(path: str, tree: ast.Module) -> Iterator[str]:
    """`candidates` lends one scratch array, so a second loop over it would overwrite the first's picks."""
    open_one = {function.name for function in _functions(tree) if any(map(_is_lottery, ast.walk(function)))}
    for loop in filter(_is_lottery, ast.walk(tree)):
        for node in (node for statement in loop.body for node in ast.walk(statement)):
            called = _name(node.func) if isinstance(node, ast.Call) else ""
            if _is_lottery(node) or called in open_one:
                yield (
                    f"{path}:{node.lineno}: a loop over `candidates` inside another one (line {loop.lineno}). "
                    "There is one scratch array: note who was picked, and begin the second loop after the first."
                )


def stray_lotteries(path: str, tree: ast.Module) -> Iterator[str]:
    """Picks that are put aside are overwritten by the next `candidates`, which lends the same scratch array."""
    looped = {
        id(call)
        for node in ast.walk(tree)
        if isinstance(node, ast.For)
        for name in LOTTERIES
        for call in _calls(node.iter, name)
    }
    for name in sorted(LOTTERIES):
        for call in _calls(tree, name):
            if id(call) not in looped:
                yield f"{path}:{call.lineno}: `{name}` outside the head of a loop. Write `for row in {name}(…):`."


def hidden_loops(path: str, tree: ast.Module) -> Iterator[str]:
    """The contract turns loops over `range` and `candidates` round; a loop of another kind would escape it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            yield f"{path}:{node.lineno}: a loop that the contract can't turn round. Write `for row in range(…):`."
        elif isinstance(node, ast.For) and not (isinstance(node.iter, ast.Call) and _name(node.iter) in LOOPS):
            yield f"{path}:{node.lineno}: a loop over something else than rows. Write `for row in range(…):`."


def borrowed_rules(path: str, tree: ast.Module) -> Iterator[str]:
    """Who imports from another mechanism could ask its questions, and get the same luck."""
    for node in ast.walk(tree):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if any(name.startswith("legation.mechanisms") and not name.startswith(SHARED) for name in names):
            cure = "Put what both need into mechanisms/shared/."
            yield f"{path}:{node.lineno}: takes something from another mechanism. {cure}"


def idle_arguments(
    path: str, tree: ast.Module, groups: Mapping[str, Collection[str]] | None = None, shared: Iterable[ast.Module] = ()
) -> Iterator[str]:
    """A column that a step names and never touches makes `legation plan` say what is not so.

    groups  name of a group -> its columns, of which a step uses every one; followed through the rules that it calls
    shared  the modules that hold rules which it may call, beside its own
    """
    rules = _rules_of(tree, *shared)
    for function in steps(tree):
        used = {node.id for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Name)}
        for argument in function.args.args:
            where = f"{path}:{argument.lineno}: {function.name} names `{argument.arg}` and never uses"
            if argument.arg not in used | LENT:
                yield f"{where} it. Remove it."
            elif columns := (groups or {}).get(argument.arg):
                for column in sorted(set(columns) - {column for column, _ in _touched(function, argument.arg, rules)}):
                    yield f"{where} its `{column}`. Name the columns that it uses one by one."


def unwritten_columns(
    path: str, tree: ast.Module, groups: Mapping[str, Collection[str]], shared: Iterable[ast.Module] = ()
) -> Iterator[str]:
    """What a step marks `Write`, it or a rule that it calls writes: every column, in a group as well."""
    rules = _rules_of(tree, *shared)
    for function in steps(tree):
        for argument in function.args.args:
            if argument.annotation is None or _name(argument.annotation) != "Write":
                continue
            where = f"{path}:{argument.lineno}: {function.name} marks `{argument.arg}: Write` and never writes"
            if argument.arg not in groups:
                if not _writes(function, argument.arg, rules):
                    yield f"{where} it. Take the mark away."
                continue
            written = {column for column, is_written in _touched(function, argument.arg, rules) if is_written}
            for column in sorted(set(groups[argument.arg]) - written):
                yield f"{where} its `{column}`. Name the columns one by one, and mark those that it writes."


def own_columns(tree: ast.Module) -> tuple[str, ...]:
    """The columns that `COLUMNS = (Column("name", …), …)` declares, by name, without inputs, as `own` has none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [_name(target) for target in node.targets] == ["COLUMNS"]:
            kept = (call for call in _calls(node, "Column") if _name(call.args[1]) != "INPUT")
            return tuple(ast.literal_eval(call.args[0]) for call in kept)
    return ()


def _rules_of(*trees: ast.Module) -> dict[str, ast.FunctionDef]:
    return {function.name: function for tree in reversed(trees) for function in _functions(tree)}


def _touched(function: ast.FunctionDef, group: str, rules: Mapping[str, ast.FunctionDef]) -> set[tuple[str, bool]]:
    """Columns of a group that a function uses, itself or through rules that it hands them to, and if it writes them."""
    touched = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and _name(node.value) == group:
            touched.add((node.attr, _writes(function, node.attr, rules, group)))
        for callee, parameter, value in _handed(node, rules):
            if isinstance(value, ast.Name) and value.id == group:
                touched |= _touched(callee, parameter, rules)
    return touched


def _writes(function: ast.FunctionDef, column: str, rules: Mapping[str, ast.FunctionDef], group: str = "") -> bool:
    """Whether a function changes a column that it knows by name, or as part of a group, itself or through rules."""
    names = {ast.unparse(ast.parse(f"{group}.{column}" if group else column, mode="eval"))}
    # A part that has a name of its own, as in `steps = ranked[a:b]`.
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and _whole(node.value) in names and isinstance(node.targets[0], ast.Name):
            names.add(node.targets[0].id)
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) in names:
            return True
        for callee, parameter, value in _handed(node, rules):
            if _whole(value) in names and _writes(callee, parameter, rules):
                return True
    return False


def _whole(value: ast.expr) -> str:
    """The column of which a value is the whole, or a part without gaps; other values stand for themselves."""
    is_part = isinstance(value, ast.Subscript) and isinstance(value.slice, ast.Slice)
    return ast.unparse(value.value if is_part else value)


def _handed(node: ast.AST, rules: Mapping[str, ast.FunctionDef]) -> Iterator[tuple[ast.FunctionDef, str, ast.expr]]:
    """Where a node calls a rule: the rule, and each of its parameters with the value that it is given by place."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in rules:
        callee = rules[node.func.id]
        for parameter, value in zip(callee.args.args, node.args, strict=False):
            if isinstance(value, ast.Starred):
                return
            yield callee, parameter.arg, value


def lengths(path: str, text: str, tree: ast.Module) -> Iterator[tuple[str, int, int]]:
    """What is too long: its name, its lines, and how many it may have."""
    size = len(text.splitlines())
    if size > MODULE_LINES_MAX:
        yield path, size, MODULE_LINES_MAX
    for function in _functions(tree):
        size = function.end_lineno - function.lineno + 1
        if size > FUNCTION_LINES_MAX:
            yield f"{path}:{function.name}", size, FUNCTION_LINES_MAX


def traces_of_making(path: str, text: str) -> Iterator[str]:
    """The repository speaks of the program, not of the machine or the tools that it was written with."""
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what, cure in _TRACES:
            if found := pattern.search(line):
                yield f"{path}:{number}: {what}, `{found.group()}`. {cure}"


def lock_files(paths: Iterable[str]) -> Iterator[str]:
    """Lock files record where packages were downloaded; versions stand in constraints.txt."""
    for path in paths:
        if path.rpartition("/")[2] in LOCK_FILES:
            yield f"{path}: a lock file with download addresses. Pin versions in constraints.txt and remove it."


# Words that end in -ing and are nouns of a field. Any other such name tells what somebody does, not what the module is.
NOUNS = {"banking", "reading", "importing", "exporting", "testing", "recording", "handling", "forgetting"}


def verbal_names(paths: Iterable[str]) -> Iterator[str]:
    """Modules and folders are nouns, so that a newcomer finds a thing by its name."""
    for path in paths:
        for part in re.sub(r"\.py$", "", path).split("/"):
            if part.endswith("ing") and part not in NOUNS:
                yield f"{path}: {part} is no noun. Name the module after what it holds."


def shared_names(modules: Iterable[tuple[str, ast.Module]], families: Collection[str]) -> Iterator[str]:
    """One public class or function of a name, so that a name means one thing in the whole package.

    families  folders whose files have the same parts on purpose; the same names in one of them count as one
    """
    where: dict[str, dict[str, str]] = {}
    for path, tree in modules:
        family = next((name for name in families if name in path), path)
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                where.setdefault(node.name, {})[family] = f"{path}:{node.lineno}"
    for name, places in sorted(where.items()):
        if len(places) > 1:
            yield f"{name}: a public name in {', '.join(places.values())}. Give each thing a name of its own."


# What a variable holds has a name of its own; these say only how it came there.
EMPTY_NAMES = {"found", "told"}


def empty_names(path: str, tree: ast.Module) -> Iterator[str]:
    """Variables named after how they came about. What a fault reports as found is its field, and may be called so."""
    for function in _functions(tree):
        reported = {
            argument.id
            for call in _calls_of(function)
            for argument in (*call.args, *(keyword.value for keyword in call.keywords))
            if isinstance(argument, ast.Name) and _reports(call)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in EMPTY_NAMES - reported:
                yield f"{path}:{node.lineno}: the variable `{node.id}`. Say what it is."


def _calls_of(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _reports(call: ast.Call) -> bool:
    return _name(call.func) in {"Fault", "Refusal"} or "fault" in _name(call.func) or "refuse" in _name(call.func)


def overclaims(path: str, line: int, text: str) -> Iterator[str]:
    """Words that say more than a model built on reports can know."""
    for word in OVERCLAIMS:
        if found := re.search(rf"\b{word}\b", text, re.IGNORECASE):
            where = line + text[: found.start()].count("\n")
            yield f'{path}:{where}: the word "{word}". The model can fit or not fit a report; say that instead.'


def id_grammars(path: str, tree: ast.Module) -> Iterator[str]:
    """Two patterns for one kind of id would one day differ."""
    for line, text in strings(tree):
        if _OWN_GRAMMAR.search(text):
            yield f"{path}:{line}: a pattern for ids of the record. Use base/ids.py, which has the one grammar of them."


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Texts that a module may show, with their lines. Docstrings are left out unless typer prints them as help."""
    notes = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef) and ast.get_docstring(node)]
    silent = {id(node.body[0].value) for node in notes}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def steps(tree: ast.Module) -> list[ast.FunctionDef]:
    """The functions marked `@step`."""
    return [function for function in _functions(tree) if "step" in map(_name, function.decorator_list)]


def week(tree: ast.Module) -> tuple[str, ...]:
    """The mechanisms that `WEEK = (...)` names, in order."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [_name(target) for target in node.targets] == ["WEEK"]:
            return tuple(ast.literal_eval(node.value))
    return ()


def _functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == name)


def _is_lottery(node: ast.AST) -> bool:
    return isinstance(node, ast.For) and any(call for name in LOTTERIES for call in _calls(node.iter, name))


def _name(node: ast.expr) -> str:
    """The last part of a name: `step` for `step`, `compile.step` and `step(...)`."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
