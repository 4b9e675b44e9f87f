"""Rules that several mechanisms use, or that make up a subject of their own."""
