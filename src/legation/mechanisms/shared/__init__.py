"""Rules that several mechanisms use."""
