"""What others may use of the interface, by name."""

from __future__ import annotations

import ast
import inspect

import pytest

from legation import api


def test_every_question_has_a_function_and_every_name_can_be_had():
    assert set(api.__all__) >= {
        "check", "plan", "list_names", "why", "impact", "gaps", "list_claims", "show_claim", "import_claims",
        "export_claims", "template", "forget", "open_run", "doctor", "run", "compare"}  # fmt: skip
    assert all(getattr(api, name).__doc__ for name in api.__all__)
    assert set(api.__all__) <= set(dir(api))


def test_type_checkers_are_told_the_same_names():
    tree = ast.parse(inspect.getsource(api))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    told = {(node.module, node.names[0].asname) for node in block.body}
    assert told == {(f"legation.api.{module}", name) for name, module in api._MODULES.items()}


def test_an_unknown_name_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="forecast"):
        _ = api.forecast
