"""Pages that the program writes about itself: `make docs`."""
