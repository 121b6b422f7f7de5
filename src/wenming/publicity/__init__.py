"""Publicity: what is made known, where it stands, and what it did (宣传)."""
