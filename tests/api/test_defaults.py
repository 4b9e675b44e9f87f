"""The defaults are within their limits, and asking for them loads nothing."""

from __future__ import annotations

import subprocess
import sys

from legation.api import defaults
from legation.scenario import shipped


def test_defaults_are_within_their_limits():
    assert 1 <= defaults.PAIRS <= defaults.WORLDS <= defaults.WORLDS_MOST
    assert 0 <= defaults.SEED <= defaults.SEED_MOST == 2**63 - 1
    assert defaults.SCENARIO in shipped()


def test_asking_for_them_loads_neither_the_model_nor_a_library():
    ours = "[name for name in sys.modules if name.startswith(('legation', 'numpy'))]"
    code = f"import sys; from legation.api import defaults; print({ours})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['legation', 'legation.api', 'legation.api.defaults']"
