"""The work on duties: its list, the page of an undertaking, one duty whole, how much is done (任务办理)."""
