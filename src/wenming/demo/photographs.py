"""Photos of the demonstration: about forty drawn pairs, used again for the rest (照片)."""

import random
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from wenming.accounts.models import User
from wenming.core import clock
from wenming.demo import pictures
from wenming.demo.quality import Quality
from wenming.framework.models import CheckItem
from wenming.inspections import services
from wenming.inspections.models import Visit
from wenming.problems.models import Problem
from wenming.problems.services import PhotoFile

A_SCENE = 7  # pairs of each scene
SCENE_OF_PATROL = "litter"


class Album:
    """Gives findings a photo before, and their problems the one after of the same pair."""

    def __init__(self, quality: Quality, rng: random.Random) -> None:
        self._quality = quality
        self._rng = rng
        self._pairs = {
            scene: [pictures.pair(scene, n) for n in range(A_SCENE)] for scene in pictures.SCENES
        }
        self._used: dict[UUID, tuple[str, int]] = {}
        self._indicators = dict(CheckItem.objects.values_list("code", "indicator__code"))

    def before(
        self, visit_id: UUID, by: User, answers: list[services.Answer]
    ) -> list[services.Answer]:
        """`answers` whose findings have photos, now and then one from the album."""
        return [self._with_photos(visit_id, by, answer) for answer in answers]

    def _with_photos(self, visit_id: UUID, by: User, answer: services.Answer) -> services.Answer:
        if not answer.findings:
            return answer
        return replace(
            answer,
            findings=tuple(
                replace(finding, photo_id=self._photo(visit_id, by, answer.item_code))
                for finding in answer.findings
            ),
        )

    def _photo(self, visit_id: UUID, by: User, item: str) -> UUID:
        scene = self._quality.scene(self._indicators[item])
        n = self._rng.randrange(A_SCENE)
        place = (
            Visit.objects.select_related("frame_place__place").get(pk=visit_id).frame_place.place
        )
        photo = services.add_photo(
            visit_id=visit_id,
            by=by,
            content=self._pairs[scene][n][0],
            name=f"{item}.jpg",
            taken_at=clock.now() - timedelta(minutes=self._rng.randint(2, 20)),
            position=(
                float(place.longitude or 0) + self._rng.uniform(-2e-4, 2e-4),
                float(place.latitude or 0) + self._rng.uniform(-2e-4, 2e-4),
                self._rng.randint(4, 30),
            ),
            is_from_album=self._rng.random() < 0.04,
        )
        self._used[photo.pk] = (scene, n)
        return photo.pk

    def after(self, problem: Problem) -> PhotoFile:
        """The same spot mended."""
        photo_id = problem.finding.photo_id if problem.finding else None
        scene, n = (
            self._used.get(photo_id, (SCENE_OF_PATROL, 0)) if photo_id else (SCENE_OF_PATROL, 0)
        )
        return PhotoFile(content=self._pairs[scene][n][1], name="整改后.jpg")
