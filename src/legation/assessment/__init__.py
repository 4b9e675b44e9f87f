"""Assessment: what the record says beside what the model gives, and how they compare."""
