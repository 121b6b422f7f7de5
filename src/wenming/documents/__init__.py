"""Speeches, plans and notices, and the directives drafted from them (文件)."""
