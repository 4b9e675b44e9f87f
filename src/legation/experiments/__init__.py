"""Experiments: what runs many worlds."""
