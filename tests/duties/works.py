"""Work of units as the tests of several ideas begin with it."""

from tests import make
from wenming.duties import services
from wenming.duties.models import Undertaking

TARGET = {"metric": "达标率", "op": ">=", "value": 90.0, "unit": "%", "current": 74.2}


def work(*units, by=None, **fields) -> Undertaking:
    """What the first of `units` undertakes of a fresh issued list."""
    made = make.issued_list(make.task(*units, **fields), by=by)
    return Undertaking.objects.get(duty__task_list=made, unit=units[0], parent=None)


def finished(row: Undertaking, by) -> Undertaking:
    return services.report(undertaking_id=row.pk, by=by, action="finish", line="都做完了")


def hand_down(row, by, *units, due_on=None, text="本街道范围内的"):
    return services.hand_down(
        undertaking_id=row.pk, by=by, units=list(units), text=text, due_on=due_on
    )
