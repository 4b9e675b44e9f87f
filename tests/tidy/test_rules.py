"""Each rule of the house finds the fault that it is there for, and leaves the good form alone."""

from __future__ import annotations

import ast

import pytest

from tests.tidy import rules

GOOD_MECHANISM = '''"""Trade: what a post earns.

Claims:
    Officials live on margins.

Leaves out:
    Goods are not told apart.

Sources:
    pf-g-01  Officials are paid.

Readings:
    "paid" (pf-g-01) -> in cents.

Checked by:
    pf-g-02  Officials are paid more.
"""
DEAL = purpose("trade: size of the week's deals")

@step
def run(now, p, status, savings: Write):
    for official in candidates(now, DEAL, p.at_most):
        savings[official] += status[official] // 2
    for official in candidates(now, DEAL, p.at_most):
        savings[official] += 1
'''


def _only(faults):
    (fault,) = faults
    return fault


@pytest.mark.parametrize(
    "rule",
    [
        rules.unexplained,
        rules.broken_stories,
        rules.floats,
        rules.fast_math,
        rules.unnamed_purposes,
        rules.nested_lotteries,
        rules.stray_lotteries,
        rules.hidden_loops,
        rules.borrowed_rules,
        rules.idle_arguments,
        lambda path, tree: rules.unwritten_columns(path, tree, {}),
        lambda path, tree: rules.scored_sources(path, tree, ["pf-g-02"]),
        lambda path, tree: rules.unknown_columns(path, tree, ["status", "savings"]),
        lambda path, tree: rules.shared_purposes([(path, tree)]),
        lambda path, tree: rules.lengths(path, GOOD_MECHANISM, tree),
        lambda path, tree: rules.traces_of_making(path, GOOD_MECHANISM),
    ],
)
def test_a_good_mechanism_passes(rule):
    assert list(rule("trade.py", ast.parse(GOOD_MECHANISM))) == []


def test_a_source_that_the_model_is_compared_with_is_found_and_a_check_is_not():
    message = 'trade.py: pf-g-01 under "{}:", with which the model is compared. Name it under "Checked by:".'
    as_source = GOOD_MECHANISM.replace(" (pf-g-01) -> in", " -> in")
    assert _only(rules.scored_sources("trade.py", ast.parse(as_source), {"pf-g-01"})) == message.format("Sources")
    as_reading = GOOD_MECHANISM.replace("pf-g-01  ", "pf-g-03  ")
    assert _only(rules.scored_sources("trade.py", ast.parse(as_reading), {"pf-g-01"})) == message.format("Readings")
    assert not list(rules.scored_sources("trade.py", ast.parse(GOOD_MECHANISM), {"pf-g-02", "nk-2019-intv-20"}))
    wrapped = ast.parse(GOOD_MECHANISM.replace("are paid.", "are paid, by size as in\n        pf-f-01-2013."))
    assert "pf-f-01-2013" in _only(rules.scored_sources("trade.py", wrapped, {"pf-f-01-2013"}))


def test_a_reason_that_leans_on_a_scored_report_is_found_unless_it_is_a_record():
    assert "pf-g-13" in _only(rules.scored_reasons("a.b", "As pf-g-13 and pf-g-12 say.", (), {"pf-g-13"}))
    assert not list(rules.scored_reasons("a.b", "As pf-g-13 says.", ["pf-g-13"], {"pf-g-13"}))


def test_a_module_without_a_docstring_is_found():
    assert "what it is for" in _only(rules.unexplained("x.py", ast.parse("x = 1")))


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("Claims:", "Claim:", 'trade.py:3: mechanism trade: docstring: found "Claim:"; expected a heading: '),
        ("Leaves out:\n    Goods are not told apart.\n", "", "trade.py:1: mechanism trade: docstring, Leaves out: "),
        ("Sources:\n    pf-g-01  Officials are paid.\n", "", "trade.py:1: no `Sources:`. "),
        ("pf-g-01  ", "pf-g-01 ", 'trade.py:10: mechanism trade: docstring, Sources: found "pf-g-01 Officials'),
        (" -> in cents", ", in cents", "trade.py:13: mechanism trade: docstring, Readings: found "),
        ("margins.", "margins", 'trade.py:4: mechanism trade: docstring, Claims: found "Officials live on margins"'),
    ],
)
def test_a_mechanism_whose_docstring_is_no_lists_is_found(good, bad, said):
    assert good in GOOD_MECHANISM
    faults = list(rules.broken_stories("src/trade.py", ast.parse(GOOD_MECHANISM.replace(good, bad))))
    assert faults[0].startswith(f"src/{said}")


@pytest.mark.parametrize(
    "line",
    ["x = 0.5", "x = 1 / 2", "x /= 2", "x = math.floor(2)", "x = np.exp(2)", "x = np.log(2)", "from math import exp"],
)
def test_a_float_in_a_mechanism_is_found(line):
    assert _only(rules.floats("x.py", ast.parse(f"\n{line}"))).startswith("x.py:2: ")


def test_fast_math_is_found():
    assert "x.py:1" in _only(rules.fast_math("x.py", ast.parse("f = njit(fastmath=True)(g)")))


def test_two_questions_of_one_name_are_found_across_modules():
    asked = ast.parse('A = purpose("flight: leaves")')
    assert "b.py:1" in _only(rules.shared_purposes([("a.py", asked), ("b.py", asked)]))


def test_a_computed_question_is_found():
    assert "Write it out" in _only(rules.unnamed_purposes("x.py", ast.parse("A = purpose(NAME)")))


def test_an_argument_that_is_no_column_is_found():
    tree = ast.parse("@step\ndef run(now, p, saving): pass")
    assert "`saving`" in _only(rules.unknown_columns("x.py", tree, ["savings"]))


@pytest.mark.parametrize("inner", ["for other in candidates(now, B, 2): pass", "pick(now)"])
def test_a_lottery_within_a_lottery_is_found(inner):
    text = (
        f"def pick(now):\n    for one in candidates(now, A, 1): pass\nfor one in candidates(now, A, 1):\n    {inner}\n"
    )
    assert "x.py:4" in _only(rules.nested_lotteries("x.py", ast.parse(text)))


def test_picks_that_are_put_aside_are_found():
    assert "x.py:1" in _only(rules.stray_lotteries("x.py", ast.parse("picks = candidates(now, A, 1)")))


@pytest.mark.parametrize("loop", ["while x: pass", "y = [a for a in range(3)]", "for cents in savings: pass"])
def test_a_loop_that_could_not_be_turned_round_is_found(loop):
    assert "x.py:1" in _only(rules.hidden_loops("x.py", ast.parse(loop)))


@pytest.mark.parametrize("line", ["from legation.mechanisms.flight import LEAVES", "import legation.mechanisms.trade"])
def test_taking_from_another_mechanism_is_found(line):
    assert "mechanisms/shared/" in _only(rules.borrowed_rules("x.py", ast.parse(line)))


GROUP_STEP = """
@rule
def pay(purse, debts):
    purse.savings[0] = purse.earned[0]
    forgive(debts)

@rule
def forgive(debts):
    debts[0] = 0

@step
def run(now, p, purse: Write, debts: Write, own: Write):
    steps = own.steps[0:8]
    pay(purse, debts)
    forgive(steps)
"""
GROUPS = {"purse": ("savings", "earned"), "own": ("steps",)}


def test_columns_of_groups_are_followed_through_the_rules_that_a_step_calls():
    """`pay` writes the savings and reads what was earned; `debts` and a part of `steps` are written one rule on."""
    tree = ast.parse(GROUP_STEP)
    assert not list(rules.idle_arguments("x.py", tree, GROUPS))
    message = _only(rules.unwritten_columns("x.py", tree, GROUPS))
    assert message == (
        "x.py:12: run marks `purse: Write` and never writes its `earned`. "
        "Name the columns one by one, and mark those that it writes."
    )
    assert not list(rules.unwritten_columns("x.py", tree, GROUPS | {"purse": ("savings",)}))


def test_a_column_of_a_group_that_no_rule_uses_is_found():
    tree = ast.parse(GROUP_STEP)
    message = _only(rules.idle_arguments("x.py", tree, GROUPS | {"purse": ("savings", "earned", "paid")}))
    assert message == "x.py:12: run names `purse` and never uses its `paid`. Name the columns that it uses one by one."


@pytest.mark.parametrize(
    ("old", "new", "unwritten"),
    [
        ("debts[0] = 0", "debts[0]", {"debts: Write", "own: Write"}),
        ("    forgive(debts)\n\n", "\n", {"debts: Write"}),
        ("forgive(steps)", "steps[0]", {"own: Write"}),
    ],
)
def test_a_marked_column_that_no_rule_writes_is_found(old, new, unwritten):
    tree = ast.parse(GROUP_STEP.replace(old, new))
    groups = {"purse": ("savings",), "own": ("steps",)}
    assert {message.split("`")[1] for message in rules.unwritten_columns("x.py", tree, groups)} == unwritten


def test_rules_of_other_modules_are_followed_where_they_are_given():
    step = "@step\ndef run(now, p, accounts: Write):\n    transfer(accounts, 0, 1, 5)\n"
    money = "@rule\ndef transfer(accounts, giver, taker, cents):\n    accounts[giver] -= cents\n"
    assert "accounts: Write" in _only(rules.unwritten_columns("x.py", ast.parse(step), {}))
    assert not list(rules.unwritten_columns("x.py", ast.parse(step), {}, [ast.parse(money)]))


def test_own_columns_are_read_from_their_declaration():
    text = 'COLUMNS = (\n    Column("fled", PLACE, np.int64, "persons", "left"),\n    Column("paid", PLACE),\n'
    text += '    Column("permits", INPUT),\n)\n'
    assert rules.own_columns(ast.parse(text)) == ("fled", "paid")
    assert rules.own_columns(ast.parse("x = 1")) == ()


def test_a_column_that_a_step_names_and_never_uses_is_found():
    tree = ast.parse("@step\ndef run(now, p, status, savings):\n    savings[0] = 1\n")
    assert "`status`" in _only(rules.idle_arguments("x.py", tree))


@pytest.mark.parametrize(("lines", "found"), [(400, []), (401, ["x.py"])])
def test_a_module_may_have_400_lines(lines, found):
    text = "x = 1\n" * lines
    assert [name for name, _, _ in rules.lengths("x.py", text, ast.parse(text))] == found


@pytest.mark.parametrize(("lines", "found"), [(60, []), (61, ["x.py:f"])])
def test_a_function_may_have_60_lines(lines, found):
    text = "def f():\n" + "    x = 1\n" * (lines - 1)
    assert [name for name, _, _ in rules.lengths("x.py", text, ast.parse(text))] == found


@pytest.mark.parametrize("text", [f"see /{folder}/me/x" for folder in rules.MACHINE_FOLDERS])
def test_a_path_of_one_machine_is_found(text):
    assert "relative" in _only(rules.traces_of_making("x.md", text))


@pytest.mark.parametrize("text", ["https://news.example/home/1", "tests/home/x", "../work/x", "the /homework/ page"])
def test_other_paths_are_left_alone(text):
    assert list(rules.traces_of_making("x.md", text)) == []


@pytest.mark.parametrize("word", rules.REGISTRIES + rules.TOOLS)
def test_registries_and_writing_tools_are_found(word):
    assert "x.md:2" in _only(rules.traces_of_making("x.md", f"\nsee {word.title()} for it"))


@pytest.mark.parametrize("name", sorted(rules.LOCK_FILES))
def test_a_lock_file_is_found_in_any_folder(name):
    assert "constraints.txt" in _only(rules.lock_files([f"web/{name}", "web/lock.py"]))


@pytest.mark.parametrize("word", rules.OVERCLAIMS)
def test_a_word_that_claims_too_much_is_found_on_its_line(word):
    assert "x.html:8" in _only(rules.overclaims("x.html", 7, f"A sentence.\nThe model {word.upper()} it."))


def test_words_that_only_contain_such_a_word_are_left_alone():
    assert list(rules.overclaims("x.html", 1, "unconfirmed reports; the record reveal; improves; predict")) == []


def test_the_texts_of_a_command_include_its_help_and_not_the_notes_of_a_module():
    tree = ast.parse('"""A note."""\ndef run():\n    """Help."""\n    echo(f"Shown {x} here", "too")')
    assert [text for _, text in rules.strings(tree)] == ["Help.", "too", "Shown ", " here"]


def test_the_week_is_read_from_its_file():
    assert rules.week(ast.parse('WEEK = ("trade", "flight")')) == ("trade", "flight")
    assert rules.week(ast.parse("x = 1")) == ()


@pytest.mark.parametrize(
    "pattern", [r"\b(?:nk-\d{4}-[a-z]+-\d+)", r"pf-[a-z]-\d+", r"tl-\d+", r"(?:nk|pf)(?:-[a-z0-9]+)+"]
)
def test_a_pattern_for_ids_stands_in_one_module_only(pattern):
    assert "base/ids.py" in _only(rules.id_grammars("x.py", ast.parse(f"A = re.compile({pattern!r})")))


def test_an_id_is_no_pattern():
    assert list(rules.id_grammars("x.py", ast.parse('A = ["nk-2019-intv-07", "pf-g-01", "tl-07", "a pdf-[1]"]'))) == []


def test_a_module_named_after_what_somebody_does_is_found():
    assert "measuring is no noun" in _only(rules.verbal_names(["assessment/measuring.py"]))
    assert not list(rules.verbal_names(["mechanisms/banking.py", "evidence/importing/rows.py", "base/strings.py"]))


def test_a_public_name_in_two_modules_is_found_unless_they_are_a_family():
    one, two = ast.parse("def load(): pass"), ast.parse("class load: pass")
    assert "load" in _only(rules.shared_names([("a.py", one), ("b.py", two)], ()))
    assert not list(rules.shared_names([("m/a.py", one), ("m/b.py", two)], ("m/",)))
    assert not list(rules.shared_names([("a.py", one), ("b.py", ast.parse("def _load(): pass"))], ()))


def test_a_variable_that_says_nothing_is_found_and_what_a_fault_reports_is_not():
    assert "x.py:2" in _only(rules.empty_names("x.py", ast.parse("def f():\n    found = 1\n    return found")))
    reported = "def f():\n    found = shown(1)\n    raise Error(Fault('x', found, 'y'))"
    assert not list(rules.empty_names("x.py", ast.parse(reported)))
