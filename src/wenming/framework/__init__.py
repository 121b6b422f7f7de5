"""Editions of the assessment framework (测评体系)."""
