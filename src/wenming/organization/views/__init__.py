"""Pages of units, areas, working groups and imports."""
