"""The problem register: dispatch, rectification, verification, closing (问题整改)."""
