"""Words of kinds and cadences, for drafts and for the duties that they become."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: dict[str, Promise] = {
    "task": pgettext_lazy("种类", "任务"),
    "campaign": _("专项整治"),
    "recurring": _("周期性事项"),
    "requirement": _("工作要求"),
}
CADENCES: dict[str, Promise] = {
    "daily": _("每天"),
    "weekly": _("每周"),
    "every ten days": _("每旬"),
    "biweekly": _("每半个月"),
    "monthly": _("每月"),
    "quarterly": _("每季度"),
    "yearly": _("每年"),
    "unspecified": _("定期"),
}


def kind_label(kind: str) -> str:
    """The word of a kind; an unknown one as stored."""
    return str(KINDS.get(kind, kind))


def cadence_label(cadence: str) -> str:
    """The word of a cadence; empty for none."""
    return str(CADENCES.get(cadence, cadence))


def quoted(title: str) -> str:
    """A title in 《》; marks inside it become 〈〉.

    >>> quoted("关于印发《方案》的通知")
    '《关于印发〈方案〉的通知》'
    """
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"
