"""Areas, units, posts and working groups (区划、单位、岗位、工作组)."""
