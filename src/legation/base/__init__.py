"""The ground: chance, compilation, money, weeks, places, units, errors. Imports nothing of ours."""
