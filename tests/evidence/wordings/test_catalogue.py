"""The catalogue holds every wording that a claim may have, and no other."""

from __future__ import annotations

import subprocess
import sys

from legation.evidence.claims import words_of
from legation.evidence.wordings.catalogue import WORDINGS


def test_it_holds_what_a_claim_may_have_and_each_says_what_it_means():
    assert set(WORDINGS) == set(words_of("wording"))
    assert all(wording.meaning for wording in WORDINGS.values())


def test_who_lists_claims_needs_no_arrays():
    code = "import sys, legation.evidence.wordings.catalogue; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
