"""Pages of results, of publishing them, of disputes."""
