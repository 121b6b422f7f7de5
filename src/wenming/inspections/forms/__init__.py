"""Forms of rounds: the plan, lists, who witnesses and who goes where."""
