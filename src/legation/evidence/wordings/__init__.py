"""Wordings: how firmly something was said, one file for each class of ways to say it, with the same parts in order."""
