"""Good plans and practices that the office passes on (转发典型经验)."""
