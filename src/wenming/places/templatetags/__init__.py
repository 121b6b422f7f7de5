"""Tags of places."""
