"""Task tables as offices keep them in Excel (任务分解表), read into tasks; nothing here writes."""
