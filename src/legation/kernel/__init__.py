"""Kernel: what compiled rules may use."""
