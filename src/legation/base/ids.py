"""Ids: the one grammar of the names by which people cite the record and the model.

A pattern here is a regular expression without anchors; whoever needs a whole match anchors it.
"""

from __future__ import annotations

from legation.base.patterns import late_pattern

# A claim, source or outlet, of the shipped ledger or of a user's folder.
RECORD = r"[a-z0-9][a-z0-9-]*"
# A claim of the shipped ledger: nk-2015-recall-01, pf-j-04, pf-j-04-rise.
CLAIM = r"(?:nk-[0-9]{4}-[a-z]+|pf-[a-z])-[0-9]+(?:-[a-z0-9]+)*"
# A dated event of the timeline: tl-07.
EVENT = r"tl-[0-9]+"
# A mechanism, observable or input, an owner of parameters, or a parameter within its owner.
NAME = r"[a-z][a-z0-9_]*"

_CITED = late_pattern(rf"(?<![\w-])(?:{CLAIM}|{EVENT})(?!\w)")
_NAME = late_pattern(NAME)


def cited(text: str) -> tuple[str, ...]:
    """The claims of the shipped ledger and the events of the timeline that a text cites, each once, in its order."""
    return tuple(dict.fromkeys(_CITED.findall(text)))


def is_name(text: str) -> bool:
    """Whether a text has the form of a name of the model."""
    return _NAME.fullmatch(text) is not None
