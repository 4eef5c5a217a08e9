"""Many documents: over local processes."""
