"""The responsibility table out of a framework: its rows, what is pasted, its papers (责任分解表)."""
