"""Tables in a text (表格): where they begin, what their columns hold, their rows."""
