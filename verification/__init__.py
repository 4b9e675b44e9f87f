"""Claims about the program held against theory and against other programs; slower than the tests, by `make verify`."""
