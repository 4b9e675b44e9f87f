"""Rows of Markdown tables, for the pages that the program writes about itself."""

from __future__ import annotations


def row(*cells: str) -> str:
    """One row. A bar inside a cell would end it, so it is escaped."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
