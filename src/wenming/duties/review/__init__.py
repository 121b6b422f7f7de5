"""The review of a document: its text with marks, its drafts, what they touch (审核)."""
