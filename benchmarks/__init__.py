"""How quick the program is on this machine: one command, one dated table. `README.md` says how to read it."""
