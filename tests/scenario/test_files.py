"""Scenario files: what a file says, what it takes from those below, and what it can't say."""

import ast
import contextlib
import copy
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import legation.scenario
from legation.base.calendar import WEEKS
from legation.base.characters import forbidden_character
from legation.base.faults import ScenarioError
from legation.scenario import Known, read_scenario, shipped
from legation.scenario.parameters import Parameter
from tests.scenario.helpers import BASE, AnyRecord, policy, prior, scenario

INCOME = "trade.income_lost"


def child(folder, text, **options):
    """A file that extends the small scenario."""
    scenario(folder, BASE + policy("banks", "value = 0.5\nfrom = 2017-01-01"))
    return scenario(folder, f'format = 1\nextends = "small.toml"\n{text}', "child", **options)


def test_a_file_gives_what_it_says(tmp_path):
    found = scenario(tmp_path, BASE)
    assert (found.name, found.title) == ("small", "A small scenario")
    assert (found.first_week, found.last_week) == (0, WEEKS - 1)
    assert found.parameters[INCOME].prior == prior("uniform")
    assert found.parameters["trade.shock_spread"].prior is None
    assert found.switches == {"alert": True}


def test_a_file_that_extends_another_changes_only_what_it_names(tmp_path):
    found = child(
        tmp_path, '[switches]\nalert = false\n[parameters.trade.income_lost]\nrange = [0, 0.4]\nassumed = "A"'
    )
    assert found.title == "A small scenario"
    assert found.switches == {"alert": False}
    assert (found.parameters[INCOME].high, found.parameters[INCOME].prior) == (0.4, prior("uniform"))
    assert [one.name for one in found.policies] == ["banks"]


def test_a_new_default_without_a_prior_fixes_the_parameter_and_brings_its_own_reason(tmp_path):
    changed = child(tmp_path, '[parameters.trade.income_lost]\ndefault = 0.4\nrecords = ["pf-g-01"]').parameters[INCOME]
    assert (changed.default, changed.prior) == (0.4, None)
    assert (changed.records, changed.assumed) == (("pf-g-01",), "")


def test_a_policy_is_dropped_by_its_name(tmp_path):
    assert child(tmp_path, 'drop = ["banks"]').policies == ()


def test_an_input_given_a_series_leaves_its_constant(tmp_path):
    given = '[inputs.lockdown]\nunit = "ratio"\nseries = "china_exports_to_dprk"\nassumed = "For the test."'
    changed = child(tmp_path, given).inputs["lockdown"]
    assert (changed.base, changed.series, changed.title) == (None, "china_exports_to_dprk", "Lockdown")


def test_the_chain_may_have_any_length(tmp_path):
    scenario(tmp_path, BASE)
    for step in range(5):
        below = "small.toml" if step == 0 else f"step{step - 1}.toml"
        found = scenario(tmp_path, f'format = 1\nextends = "{below}"\ntitle = "Step {step}"', f"step{step}")
    assert found.title == "Step 4"
    assert found.parameters[INCOME].default == 0.2


def test_a_users_file_may_extend_a_shipped_scenario_by_name_even_under_the_same_name(tmp_path):
    text = 'format = 1\nextends = "baseline"\n[parameters.flight.deterrence]\ndefault = 0\nassumed = "What if none?"\n'
    found = scenario(tmp_path, text, "baseline")
    assert (found.title, found.parameters["flight.deterrence"].prior) == ("Baseline", None)
    assert found.inputs == read_scenario("baseline", known=Known(records=AnyRecord())).inputs


def test_command_line_settings_fix_parameters_and_turn_switches(tmp_path):
    found = scenario(tmp_path, BASE, overrides=[f"{INCOME}=0.1", "alert = off"])
    assert (found.parameters[INCOME].default, found.parameters[INCOME].prior) == (0.1, None)
    assert found.parameters[INCOME].assumed == "set on the command line"
    assert found.switches == {"alert": False}


def test_a_setting_says_which_spread_it_takes():
    settings = ["flight.deterrence=0.9", "sessions=off"]
    fixed = read_scenario("baseline", overrides=settings).fixed
    assert fixed == ("flight.deterrence is fixed at 0.9 share; its spread of 0.045 to 0.85 is gone.",)
    drawn = read_scenario("baseline").parameters
    constant = next(
        name for name, parameter in drawn.items() if parameter.prior is None and isinstance(parameter, Parameter)
    )
    assert read_scenario("baseline", overrides=[f"{constant}={drawn[constant].default:g}"]).fixed == ()
    assert read_scenario("baseline").fixed == ()


def test_wrong_command_line_settings_are_all_named(tmp_path):
    with pytest.raises(ScenarioError) as refused:
        scenario(
            tmp_path, BASE, overrides=["trade.incom_lost=0.1", f"{INCOME}=45", "alert=maybe", f"{INCOME}", "alert=on"]
        )
    expected = "a parameter or mechanism, an equals sign and a value, such as trade.median_margin=60000"
    assert [str(fault) for fault in refused.value.faults] == [
        f'setting: found "trade.incom_lost=0.1"; expected {expected}. Did you mean trade.income_lost?',
        'alert: found "maybe"; expected on or off.',
        f'setting: found "trade.income_lost"; expected {expected}.',
        "parameters.trade.income_lost.default: found 45; expected a share between 0 and 1. For 45 % write 0.45.",
    ]


def test_a_setting_that_is_no_number_is_refused(tmp_path):
    for value in ("much", "nan", "inf", "1e999", ""):
        with pytest.raises(ScenarioError, match="expected a number"):
            scenario(tmp_path, BASE, overrides=[f"{INCOME}={value}"])


def test_an_unknown_name_offers_the_nearest_shipped_scenario():
    with pytest.raises(ScenarioError, match="Did you mean baseline"):
        read_scenario("basline")


def test_the_shipped_scenarios_load_against_the_real_ledger():
    assert set(shipped()) >= {"baseline", "no-bank-crackdown"}
    for name in shipped():
        assert read_scenario(name).name == name


@pytest.mark.parametrize("name", shipped())
def test_parse_write_parse_is_the_identity_for_shipped_scenarios(name, tmp_path):
    first = read_scenario(name)
    again = scenario(tmp_path, first.as_toml(), name, records=None)
    assert again == first
    assert again.as_toml() == first.as_toml()
    assert again.digest() == first.digest()


texts = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and not forbidden_character(text))
shares = st.one_of(st.just(0.0), st.floats(1e-12, 1))


@given(title=texts, reason=texts, default=shares, a=st.floats(0.2, 90), b=st.floats(0.2, 90), value=shares)
def test_parse_write_parse_is_the_identity(tmp_path_factory, title, reason, default, a, b, value):
    folder = tmp_path_factory.mktemp("identity")
    small = scenario(folder, BASE + policy("banks", "value = 0.5\nfrom = 2017-01-01"))
    belief = {"range": (0.0, 1.0), "usual": default, "prior": prior("beta", a, b), "assumed": reason}
    income = small.parameters[INCOME].model_copy(update=belief)
    banks = small.policies[0].model_copy(update={"title": title, "value": value})
    changed = replace(small, title=title, parameters={**small.parameters, INCOME: income}, policies=(banks,))
    again = scenario(folder, changed.as_toml())
    assert again == changed
    assert again.as_toml() == changed.as_toml()


CODE = [
    "__import__('os').system('touch pwned')",
    "{0.__class__.__mro__}",
    "%(name)s %n",
    '"""\nimport os\n"""',
    "${HOME} $(touch pwned) `touch pwned`",
    "{{ 7 * 7 }}",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("code", CODE)
def test_text_that_looks_like_code_stays_text(code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small = scenario(tmp_path, BASE)
    again = scenario(tmp_path, replace(small, title=code, about=code).as_toml())
    assert (again.title, again.about) == (code, code)
    with pytest.raises(ScenarioError):
        scenario(tmp_path, BASE, overrides=[f"{INCOME}={code}"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.toml"]


def test_no_module_of_this_stage_can_run_text_as_code():
    for path in Path(legation.scenario.__file__).parent.glob("*.py"):
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert called.isdisjoint({"eval", "exec", "compile", "__import__", "getenv"}), path.name


def test_crlf_and_a_byte_order_mark_change_nothing(tmp_path):
    plain = scenario(tmp_path, BASE)
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert read_scenario(path, known=Known(records=AnyRecord())).digest() == plain.digest()


def as_toml(value):
    """Any plain data as one TOML value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, str) else str(value)


def places_in(value, path=()):
    """Every place in nested data where something could stand instead."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places_in(item, (*path, key))


WHOLE = tomllib.loads(BASE + policy("banks", "value = 0.5\nfrom = 2017-01-01\nfull = 2017-02-01", kind="ramp"))
ODD = st.one_of(
    st.sampled_from([10**400, -(10**400), 1e308, float("inf"), float("-inf"), float("nan"), -0.0, True, "", "\0", "é"]),
    st.sampled_from([[], {}, [[]], {"": {}}, [{}], {"kind": ["a"]}, {"kind": {}}, "baseline", "../x.toml", "\0.toml"]),
    st.integers(-3, 3),
    st.text("ab.\n\"'=[]", max_size=5),
)


@given(path=st.sampled_from(list(places_in(WHOLE))[1:]), odd=ODD, key=st.sampled_from(["", "extends", "drop", "prior"]))
def test_nothing_that_stands_in_a_file_ends_in_a_traceback(tmp_path_factory, path, odd, key):
    data = copy.deepcopy(WHOLE)
    place = data
    for step in path[:-1]:
        place = place[step]
    if key and isinstance(place, dict):
        place[key] = odd
    else:
        place[path[-1]] = odd
    text = "".join(f"{json.dumps(name)} = {as_toml(value)}\n" for name, value in data.items())
    with contextlib.suppress(ScenarioError):
        scenario(tmp_path_factory.mktemp("odd"), text).input_rows()
