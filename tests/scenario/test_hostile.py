"""What nobody means: absurd numbers, hidden characters, links in a circle, endless nesting. Each has a message."""

import copy
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from legation.base.characters import forbidden_character
from legation.base.faults import ScenarioError
from legation.scenario import read_scenario
from tests.scenario.helpers import BASE, policy, scenario
from tests.scenario.test_files import WHOLE, as_toml, places_in

ABSURD = st.one_of(
    st.sampled_from([float("nan"), float("inf"), float("-inf"), 10**400, -(10**400), 1e-300, -1e-300, 5e-324, 1e300]),
    st.integers(19, 4_000).map(lambda digits: 10**digits),
    st.floats(1.1e18, allow_infinity=True),
    st.floats(5e-324, 9e-13),
)
HIDDEN = st.characters(exclude_categories=["Cs"]).filter(lambda character: forbidden_character(character))


def leaves(kind):
    """The paths of all values of a kind in a whole scenario."""
    return [path for path in places_in(WHOLE) if isinstance(at(WHOLE, path), kind) and path != ("format",)]


def at(data, path):
    for step in path:
        data = data[step]
    return data


def changed(path, value):
    """The text of the whole scenario with another value at a path."""
    data = copy.deepcopy(WHOLE)
    at(data, path[:-1])[path[-1]] = value
    return "".join(f"{json.dumps(key)} = {as_toml(item)}\n" for key, item in data.items())


def refusal(folder, text):
    with pytest.raises(ScenarioError) as refused:
        scenario(folder, text)
    assert not forbidden_character(str(refused.value))
    return refused.value.faults


@given(path=st.sampled_from([path for path in leaves((int, float)) if path[-1] != "alert"]), number=ABSURD)
@settings(max_examples=60)
def test_a_number_that_means_nothing_is_refused_where_it_stands(tmp_path_factory, path, number):
    (fault,) = refusal(tmp_path_factory.mktemp("absurd"), changed(path, number))
    assert str(path[-1]) in fault.field or str(path[-2]) in fault.field
    assert len(str(fault)) < 400


@pytest.mark.parametrize("text", ["0x" + "f" * 5_000, "0o" + "7" * 5_000, "0b" + "1" * 20_000, "1" * 5_000, "1e999"])
def test_numbers_of_thousands_of_digits_are_refused_in_every_base(tmp_path, text):
    (fault,) = refusal(tmp_path, BASE.replace("default = 0.2", f"default = {text}"))
    assert fault.line == 8


@given(path=st.sampled_from([path for path in leaves(str) if path[-1] in ("title", "assumed", "meaning")]),
       hidden=HIDDEN)  # fmt: skip
@settings(max_examples=40)
@example(path=("title",), hidden="\x1b")
@example(path=("title",), hidden="\u202e")
def test_a_hidden_character_in_a_text_is_refused_and_never_shown(tmp_path_factory, path, hidden):
    text = changed(path, f"a{hidden}b").replace(hidden, f"\\u{ord(hidden):04x}")
    (fault,) = refusal(tmp_path_factory.mktemp("hidden"), text)
    assert fault.expected == "text without control characters"
    assert fault.field.endswith(str(path[-1]))


@given(path=st.sampled_from(list(places_in(WHOLE))[1:]), hidden=HIDDEN)
@settings(max_examples=40)
def test_no_message_shows_a_hidden_character_wherever_it_stands(tmp_path_factory, path, hidden):
    data = copy.deepcopy(WHOLE)
    place = at(data, path[:-1])
    if isinstance(place, dict):
        place[f"{hidden}[31m"] = f"{hidden}[31m"
    place[path[-1]] = f"{hidden}[31m"
    text = "".join(f"{json.dumps(key)} = {as_toml(item)}\n" for key, item in data.items())
    refusal(tmp_path_factory.mktemp("hidden"), text)


@given(path=st.sampled_from(list(places_in(WHOLE))[1:]), depth=st.integers(25, 400))
@settings(max_examples=40)
def test_lists_in_lists_are_refused_alone(tmp_path_factory, path, depth):
    nested = 0
    for _ in range(depth):
        nested = [nested]
    (fault,) = refusal(tmp_path_factory.mktemp("nested"), changed(path, nested))
    assert (fault.found, fault.expected) == ("brackets nested too deep", "at most a few levels")


def test_links_that_lead_to_themselves_are_refused_at_the_line_that_asks_for_them(tmp_path):
    (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    (fault,) = refusal(tmp_path, 'format = 1\nextends = "a.toml"\n')
    assert (fault.field, fault.line) == ("extends", 2)
    assert "a.toml" in fault.found
    with pytest.raises(ScenarioError) as refused:
        read_scenario(tmp_path / "a.toml")
    assert refused.value.faults[0].field == "file"


def test_a_link_to_the_file_itself_is_a_loop(tmp_path):
    (tmp_path / "other.toml").symlink_to(tmp_path / "small.toml")
    (fault,) = refusal(tmp_path, 'format = 1\nextends = "other.toml"\n')
    assert fault.found.startswith("a loop: ")


@given(length=st.integers(200, 20_000), ending=st.sampled_from(["", ".toml", "/x.toml"]))
@settings(max_examples=20)
def test_a_very_long_extends_is_refused_alone_and_shortly(tmp_path_factory, length, ending):
    (fault,) = refusal(tmp_path_factory.mktemp("long"), f'format = 1\nextends = "{"a" * length}{ending}"\n')
    assert (fault.field, fault.line) == ("extends", 2)
    assert len(str(fault)) < 600


@pytest.mark.parametrize("value", ["3", "true", "[]", '["baseline"]', "{}", "2017-01-01", '""', '"  "', "nan"])
def test_an_extends_that_is_no_name_is_the_only_fault(tmp_path, value):
    (fault,) = refusal(tmp_path, f"format = 1\nextends = {value}\n{policy('p', 'value = 99')}")
    assert fault.field == "extends"
    assert fault.expected.startswith("a file that ends in .toml, or one of the shipped scenarios")
