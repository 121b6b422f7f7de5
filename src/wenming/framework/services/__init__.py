"""What changes editions and what stands beside them."""

from wenming.framework.services.drafts import (
    change_basics,
    remove_row,
    replace_contents,
    write_row,
)
from wenming.framework.services.editions import (
    copy_edition,
    drop_edition,
    import_edition,
    publish_edition,
    retire_edition,
)

__all__ = [
    "change_basics",
    "copy_edition",
    "drop_edition",
    "import_edition",
    "publish_edition",
    "remove_row",
    "replace_contents",
    "retire_edition",
    "write_row",
]
