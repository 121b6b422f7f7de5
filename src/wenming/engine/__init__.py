"""Pure computation: tables in, tables out; no Django, no files, no clock (引擎)."""
