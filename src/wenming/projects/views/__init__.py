"""Pages of projects: list, sheet, one project, its steps."""
