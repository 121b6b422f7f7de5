"""Pages of rounds: list and round, plan, draw, who goes where, photos."""
