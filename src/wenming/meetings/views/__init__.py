"""Pages of meetings: the meetings, one agenda, their papers."""
