"""Until when and how often (时限, 频次): times as written, and the days they mean."""
