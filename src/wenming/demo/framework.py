"""The demonstration's edition: the shipped starter, with a standard that a third misses; its cycle."""

from copy import deepcopy
from importlib import resources
from typing import Any

from wenming.accounts.models import User
from wenming.demo.ground import Ground, read
from wenming.duties.models import IndicatorLead
from wenming.engine.framework import parse_yaml
from wenming.framework.models import Edition, Indicator
from wenming.framework.services import import_edition, publish_edition
from wenming.framework.services.cycles import start_cycle

# With A as the standard about a third of what is measured is below it; with B hardly anything.
STANDARD_GRADE = "A"
FIRST_YEAR = 2024


def build(ground: Ground, office: User, second: User) -> Edition:
    """Import, have a second person publish, and give the indicators their leads."""
    text = (resources.files("wenming.framework") / "data/starter.yaml").read_text(encoding="utf-8")
    data: Any = deepcopy(parse_yaml(text))
    data["meta"]["standard_grade"] = STANDARD_GRADE
    edition = import_edition(data=data, owner=ground.city, by=office)
    publish_edition(edition_id=edition.pk, by=second)
    edition.refresh_from_db()
    name = f"{FIRST_YEAR}—{FIRST_YEAR + 2} 周期"
    start_cycle(name=name, first_year=FIRST_YEAR, owner=ground.city, by=office)
    indicators = {i.code: i for i in Indicator.objects.filter(edition=edition)}
    IndicatorLead.objects.bulk_create(
        IndicatorLead(edition=edition, indicator=indicators[code], unit=ground.units[name])
        for code, names in read("leads").items()
        for name in names
    )
    return edition
