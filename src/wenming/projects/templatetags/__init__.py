"""Filters of projects."""
