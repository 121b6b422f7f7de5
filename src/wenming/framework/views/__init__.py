"""Pages of editions and of what stands beside them."""
