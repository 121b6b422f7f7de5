"""A task list as it is written: its paper, its rows, the columns offices use, what a version changes (任务清单)."""
