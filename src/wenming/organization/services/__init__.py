"""Changes to areas, units, posts and working groups; things end and are never deleted."""

from wenming.organization.services.areas import (
    AreaData,
    create_city,
    end_area,
    reopen_area,
    save_area,
    set_outlines,
)
from wenming.organization.services.groups import GroupData, save_group
from wenming.organization.services.posts import PostData, end_post, save_post, show_phone
from wenming.organization.services.units import UnitData, end_unit, reopen_unit, save_unit

__all__ = [
    "AreaData",
    "GroupData",
    "PostData",
    "UnitData",
    "create_city",
    "end_area",
    "end_post",
    "end_unit",
    "reopen_area",
    "reopen_unit",
    "save_area",
    "save_group",
    "save_post",
    "save_unit",
    "set_outlines",
    "show_phone",
]
