"""Leaders and departments of the demonstration, and what they look after (领导包联)."""

from datetime import timedelta
from typing import Any

from wenming.accounts.models import User
from wenming.core import clock
from wenming.demo.ground import Ground, read
from wenming.demo.hours import in_office
from wenming.demo.timeline import Timeline
from wenming.linkage.models import Link
from wenming.linkage.services import LinkData, end_link, link
from wenming.organization.models import Post
from wenming.organization.services import end_post
from wenming.projects.models import Project

ARRANGED = timedelta(days=75)  # before the end; projects of later days are not linked
ENDED = timedelta(days=20)
VACATED = timedelta(days=6)


class Linkage:
    """Arranges the links, lets one end, and one leader's post."""

    def __init__(self, ground: Ground, people: dict[str, User], timeline: Timeline) -> None:
        self._areas = {area.name: area for area in (*ground.districts, *ground.streets)}
        self._units = ground.units
        self._people = people
        self._timeline = timeline
        self._told: dict[str, Any] = read("linkage")

    def plan(self) -> None:
        """Put the links on the timeline; the leader's account holds the first post."""
        posts = [self._post(told) for told in self._told["posts"]]
        leader = self._people["demo-leader"]
        leader.post = posts[0]
        leader.save(update_fields=["post"])
        begins = in_office(self._timeline.end - ARRANGED)
        self._timeline.at(begins, lambda _now: self._arrange(posts))
        self._timeline.at(in_office(self._timeline.end - ENDED), lambda _now: self._end())
        left = posts[self._told["vacated"]]
        self._timeline.at(in_office(self._timeline.end - VACATED), lambda _now: self._vacate(left))

    def _post(self, told: dict[str, str]) -> Post:
        unit = self._units[told["unit"]]
        return Post.objects.create(
            unit=unit, title=told["title"], kind=Post.Kind.HEAD, holder="市领导"
        )

    def _arrange(self, posts: list[Post]) -> None:
        for told in self._told["leaders"]:
            for target in self._targets(told):
                self._link(post=posts[told["post"]], kind=told["kind"], **target)
        for name, areas in self._told["departments"].items():
            for area in areas:
                self._link(unit=self._units[name], area=self._areas[area])
        for told in self._told["ended"]:
            self._link(unit=self._units[told["unit"]], area=self._areas[told["area"]])

    def _targets(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        projects = Project.objects.filter(name__in=told.get("projects", ())).order_by("pk")
        return [
            *({"area": self._areas[name]} for name in told.get("areas", ())),
            *({"target": self._units[name]} for name in told.get("units", ())),
            *({"indicator": code} for code in told.get("indicators", ())),
            *({"project": project} for project in projects),
        ]

    def _link(self, *, kind: str = Link.Kind.CONTACT, **who_and_what: Any) -> None:
        data = LinkData(kind=kind, since=clock.today(), **who_and_what)
        link(data=data, by=self._people["demo-office"])

    def _end(self) -> None:
        for told in self._told["ended"]:
            row = Link.objects.get(unit=self._units[told["unit"]], until=None)
            end_link(link_id=row.pk, by=self._people["demo-office"])

    def _vacate(self, post: Post) -> None:
        end_post(post_id=post.pk, by=self._people["demo-office"])
