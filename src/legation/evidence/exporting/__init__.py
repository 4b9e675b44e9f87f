"""Claims and sources out: spreadsheets, references, TOML."""
