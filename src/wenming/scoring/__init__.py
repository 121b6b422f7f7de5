"""Results of rounds and their explanation (得分)."""
