"""Inference: from claims to weights of worlds, and to what the weights may be asked."""
