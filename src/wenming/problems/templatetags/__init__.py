"""Filters and tags of the register."""
