"""Who stands behind a unit (责任人、联络员): from the register, never asked."""

from collections import defaultdict
from collections.abc import Iterable

from wenming.organization.models import ACTIVE, Post

# Who answers for a unit, the first kind that it has; and who is to be called.
ANSWERING = (Post.Kind.HEAD, Post.Kind.DEPUTY)
SHOWN = (*ANSWERING, Post.Kind.LIAISON)


class People:
    """The posts of some units that answer or are to be called; one query."""

    def __init__(self, units: Iterable[int]) -> None:
        self._posts: dict[int, list[Post]] = defaultdict(list)
        rows = Post.objects.filter(ACTIVE, unit__in=set(units), kind__in=SHOWN)
        for post in rows.select_related("unit").order_by("unit__pinyin", "pk"):
            self._posts[post.unit_id].append(post)

    def answering(self, unit_id: int) -> Post | None:
        """The post that answers for the unit: its head, else its first deputy."""
        for kind in ANSWERING:
            for post in self._posts[unit_id]:
                if post.kind == kind:
                    return post
        return None

    def of(self, unit_id: int) -> list[Post]:
        """Who answers and who is to be called, the head first."""
        return sorted(self._posts[unit_id], key=lambda post: SHOWN.index(Post.Kind(post.kind)))
