"""Forms of editions and of what stands beside them: shape only; services decide."""
