"""Provenance: what rests on what, and what identifies a run."""
