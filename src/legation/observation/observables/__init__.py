"""Observables, one file for each topic."""
