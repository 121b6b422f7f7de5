"""The shell, components and pages that cross apps."""
