"""Photos of the demonstration: about forty drawn pairs, used again for the rest (照片)."""

import random
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from wenming.accounts.models import User
from wenming.core import clock, uploads
from wenming.demo import pictures
from wenming.demo.quality import Quality
from wenming.framework.models import CheckItem
from wenming.inspections import services
from wenming.inspections.models import Visit
from wenming.places.models import Place
from wenming.problems.models import Problem, ProblemPhoto
from wenming.problems.services import PhotoFile

A_SCENE = 7  # pairs of each scene


class Album:
    """Gives findings and sightings a photo before, and their problems the one after of the same pair."""

    def __init__(self, quality: Quality, rng: random.Random) -> None:
        self._quality = quality
        self._rng = rng
        self._pairs = {
            scene: [pictures.pair(scene, n) for n in range(A_SCENE)] for scene in pictures.SCENES
        }
        self._after = {
            uploads.digest_of(before): after
            for pairs in self._pairs.values()
            for before, after in pairs
        }
        self._indicators = dict(
            CheckItem.objects.filter(edition__kind="national").values_list(
                "code", "indicator__code"
            )
        )

    def before(
        self, visit: Visit, by: User, answers: list[services.Answer]
    ) -> list[services.Answer]:
        """`answers` whose findings have photos, now and then one from the album."""
        return [self._with_photos(visit, by, answer) for answer in answers]

    def _with_photos(self, visit: Visit, by: User, answer: services.Answer) -> services.Answer:
        if not answer.findings:
            return answer
        return replace(
            answer,
            findings=tuple(
                replace(finding, photo_id=self._photo(visit, by, answer.item_code))
                for finding in answer.findings
            ),
        )

    def _photo(self, visit: Visit, by: User, item: str) -> UUID:
        place: Place = visit.frame_place.place
        photo = services.add_photo(
            visit_id=visit.pk,
            by=by,
            content=self._one_of(self._quality.scene(self._indicators[item]))[0],
            name=f"{item}.jpg",
            taken_at=clock.now() - timedelta(minutes=self._rng.randint(2, 20)),
            position=(
                float(place.longitude or 0) + self._rng.uniform(-2e-4, 2e-4),
                float(place.latitude or 0) + self._rng.uniform(-2e-4, 2e-4),
                self._rng.randint(4, 30),
            ),
            is_from_album=self._rng.random() < 0.04,
        )
        return photo.pk

    def seen(self, scene: str) -> PhotoFile:
        """What somebody saw on the way."""
        taken_at = clock.now() - timedelta(minutes=self._rng.randint(10, 50))
        return PhotoFile(self._one_of(scene)[0], "现场.jpg", taken_at)

    def after(self, problem: Problem) -> PhotoFile:
        """The same spot mended; where nobody took it before, some spot of that kind."""
        photos = problem.photos.filter(moment=ProblemPhoto.Moment.BEFORE)
        digest = photos.values_list("upload__digest", flat=True).first()
        code = problem.indicator.code if problem.indicator else ""
        content = self._after[digest] if digest else self._one_of(self._quality.scene(code))[1]
        return PhotoFile(content=content, name="整改后.jpg", taken_at=clock.now())

    def _one_of(self, scene: str) -> tuple[bytes, bytes]:
        return self._pairs[scene][self._rng.randrange(A_SCENE)]
