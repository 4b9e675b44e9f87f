"""Runs: the folder that a run leaves behind."""
