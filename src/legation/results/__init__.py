"""Results: what is measured in finished worlds, and how it is stored."""
