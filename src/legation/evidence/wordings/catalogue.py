"""All wordings, in the order in which people see them."""

from __future__ import annotations

from legation.evidence.wordings.bound import AT_LEAST, AT_MOST
from legation.evidence.wordings.change import FELL, ROSE
from legation.evidence.wordings.existence import EXISTENCE, NONE
from legation.evidence.wordings.form import Wording
from legation.evidence.wordings.range import BETWEEN
from legation.evidence.wordings.rounded import ROUNDED
from legation.evidence.wordings.value import ABOUT, EXACT
from legation.evidence.wordings.word import ABOUT_HALF, ALMOST_NOBODY, MOST, SEVERAL

WORDINGS: dict[str, Wording] = {
    wording.name: wording
    for wording in (
        EXACT, ABOUT, ROUNDED, BETWEEN, AT_LEAST, AT_MOST, SEVERAL, MOST, ABOUT_HALF, ALMOST_NOBODY, ROSE, FELL,
        EXISTENCE, NONE,
    )
}  # fmt: skip
