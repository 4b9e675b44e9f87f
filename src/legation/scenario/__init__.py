"""Scenarios: what a TOML file may say, dated policies, priors, and the values that worlds draw.

`read_scenario` gives a `Scenario`; `shipped` names those that come with the program; `describe_difference` tells two
apart in words; `schema` describes the files to editors.
"""

from legation.scenario.checks import Known
from legation.scenario.diff import describe_difference
from legation.scenario.files import read_scenario, shipped
from legation.scenario.scenario import Draws, Scenario
from legation.scenario.schema import schema

__all__ = ["Draws", "Known", "Scenario", "describe_difference", "read_scenario", "schema", "shipped"]
