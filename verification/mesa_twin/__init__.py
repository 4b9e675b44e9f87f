"""The rules of the week written a second time, in Mesa, from what the mechanisms' docstrings say.

A check on the reading, not on the speed: plain floats and dollars, an object for each person, Mesa's own luck. Where
the two give different worlds, one of them does not do what the text says. `people.py` has what a person does,
`centre.py` what the centre does, `mission.py` the week, `comparison.py` what is compared.
"""
