"""What leaders write on figures, problems and papers, and what comes of it (批示)."""
