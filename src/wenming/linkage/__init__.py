"""Leader linkage: which leader and which unit looks after what, and what came of it (领导包联)."""
