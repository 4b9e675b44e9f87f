"""The record: sources, claims and series, read strictly, checked whole and traced both ways.

`series` needs nothing but the standard library, so that a world can be computed without the rest. `ledger` loads
claims and sources; it imports pydantic when it is called, not before.
"""
