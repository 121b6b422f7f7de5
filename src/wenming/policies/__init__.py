"""Policies that indicators need: in place, to improve, missing (制度清单)."""
