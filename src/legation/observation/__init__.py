"""Observation: what an observer could see of a finished world."""
