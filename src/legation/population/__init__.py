"""The population: columns, the census, and how the founding officials are drawn."""
