"""People, sign-in and rights by role, area and unit (账号与权限)."""
