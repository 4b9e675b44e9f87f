"""How well articles are read: the reader's proposals against the claims that people took from the same five texts."""
