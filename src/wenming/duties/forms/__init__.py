"""Forms of task lists, duties and the work on them: they check shape; the services check rules."""
