"""Scenarios: what a TOML file may say, dated policies, priors, and the values that worlds draw.

`load` gives a `Scenario`; `shipped` names those that come with the program; `difference` tells two apart in words;
`schema` describes the files to editors.
"""

from legation.scenario.checks import Known
from legation.scenario.diff import difference
from legation.scenario.files import load, shipped
from legation.scenario.scenario import Draws, Scenario
from legation.scenario.schema import schema

__all__ = ["Draws", "Known", "Scenario", "difference", "load", "schema", "shipped"]
