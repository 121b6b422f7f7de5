"""What inspectors do at a place (实地测评): the day's places, the page of one visit, photos, paper sheets."""
