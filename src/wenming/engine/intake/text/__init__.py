"""The text as it is read (文本): cleaned, evened out, cut into lines and sentences; its numbers and the word lists."""
