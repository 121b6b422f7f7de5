"""What changes letters, plans and the goals of a month."""
