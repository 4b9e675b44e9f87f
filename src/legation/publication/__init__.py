"""Publication: the tables that leave the program."""
