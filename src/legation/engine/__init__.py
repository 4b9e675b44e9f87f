"""The engine: composes the week, advances worlds, and compares them with the oracle."""
