"""Areas, units, posts and working groups from sheets: layouts, checks against the register, storing."""

from wenming.organization.importing.areas import AREAS
from wenming.organization.importing.groups import GROUPS
from wenming.organization.importing.posts import POSTS
from wenming.organization.importing.units import UNITS

KINDS = [AREAS, UNITS, POSTS, GROUPS]

__all__ = ["KINDS"]
