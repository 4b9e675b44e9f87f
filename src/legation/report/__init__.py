"""The report: what a run leaves for a reader, in one file that needs no network."""
