"""Rounds, draws, visits, observations and photos (督查测评)."""
