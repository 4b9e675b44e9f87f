"""Legation: an evidence-driven simulator of a system known only from fragmentary reports."""
