"""Publicity."""
