"""Meetings: what is stuck comes onto the agenda by itself, and goes back to work decided (会议)."""
