"""What a browser would post for the page of a visit (not a test)."""

from typing import Any

from wenming.framework.models import CheckItem
from wenming.inspections.models import Visit


def ids(visit: Visit) -> dict[str, int]:
    """Key of each item of the visit's place, by code."""
    items = CheckItem.objects.filter(
        edition=visit.round.edition_id, place_type__code=visit.frame_place.type_code
    )
    return dict(items.values_list("code", "pk"))


def judged(visit: Visit, **parts: Any) -> dict[str, Any]:
    """A whole form of the small framework with everything in order.

    `parts` are added or replaced by code and part: L01_01_choice="not_met",
    L01_01_r0_spot="北门"; None takes a part away.
    """
    keys = ids(visit)
    form = {
        "step": "submit",
        "result": "done",
        f"i{keys['L01-01']}-choice": "met",
        f"i{keys['L01-02']}-choice": "met",
        f"i{keys['L01-03']}-choice": "met",
        f"i{keys['L01-04']}-choice": "good",
        f"i{keys['L01-05']}-number": "0",
        f"i{keys['L01-05']}-seconds": "300",
        f"i{keys['L01-06']}-number": "2",
        f"i{keys['L01-07']}-choice": "met",
    }
    for name, value in parts.items():
        code, part = name[:6].replace("_", "-"), name[7:]
        form[f"i{keys[code]}-{part.replace('_', '-')}" if code in keys else name] = value
    return {name: value for name, value in form.items() if value is not None}
