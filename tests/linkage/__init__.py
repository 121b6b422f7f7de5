"""Leader linkage."""
