"""Take an assessment framework into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from wenming.core.commands import SpokenCommand
from wenming.core.errors import DomainError
from wenming.core.wording import labelled, told
from wenming.engine.errors import EngineError
from wenming.engine.framework import parse_yaml
from wenming.framework import services
from wenming.framework.errors import FrameworkRefused
from wenming.organization.models import Area, Level

STARTER = Path(__file__).resolve().parents[2] / "data" / "starter.yaml"


class Command(SpokenCommand):
    """`wenming load_framework FILE`."""

    help = "导入测评体系（YAML），默认为随程序附带的自编样本。Import an assessment framework from YAML."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, who owns the edition, and whether it goes into force at once."""
        parser.add_argument("file", nargs="?", type=Path, default=STARTER, help="YAML 文件")
        parser.add_argument("--owner", help="所属地区代码，默认为本市")
        parser.add_argument("--publish", action="store_true", help="导入后立即发布并锁定")

    def handle(self, *, file: Path, owner: str | None, publish: bool, **options: Any) -> None:
        """Read, check, store; nothing is stored where anything is wrong."""
        data = _parsed(file)
        try:
            edition = services.import_edition(data=data, owner=_owner(owner), by=None)
            if publish:
                edition = services.publish_edition(edition_id=edition.pk, by=None)
        except FrameworkRefused as error:
            head = _("%(file)s 没有导入，%(count)s 处有误：") % {
                "file": file.name,
                "count": len(error.faults),
            }
            lines = (f"  {labelled(fault.where, told(fault.message))}" for fault in error.faults)
            raise CommandError("\n".join([head, *lines])) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("已导入 %(name)s 第 %(version)s 版（%(state)s），摘要 %(digest)s")
            % {
                "name": edition.name,
                "version": edition.version,
                "state": edition.get_status_display(),
                "digest": edition.digest,
            }
        )


def _parsed(file: Path) -> object:
    try:
        return parse_yaml(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            _("%(file)s 打不开：请给一个 UTF-8 编码的 YAML 文件。") % {"file": file}
        ) from error
    except EngineError as error:
        raise CommandError(f"{file.name} {told(error.sentence)}") from error


def _owner(code: str | None) -> Area:
    areas = Area.objects.filter(code=code) if code else Area.objects.filter(level=Level.CITY)
    area: Area | None = areas.first()
    if area is None:
        raise CommandError(
            _("没有地区 %(code)s。") % {"code": code}
            if code
            else _("还没有建立本市的区划，请先导入区划。")
        )
    return area
