"""The items of a text (层次): headings, lists and what they are about."""
