"""Places that are inspected (点位)."""
