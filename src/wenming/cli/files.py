"""Reading what the commands are given: text of either encoding, YAML, tables."""

import codecs
from importlib import import_module
from pathlib import Path
from typing import Any

from wenming.engine.errors import EngineError
from wenming.engine.framework import Framework, load
from wenming.engine.framework.overlay import load_overlay
from wenming.engine.framework.sheets import SheetTexts, judge
from wenming.engine.wording import said
from wenming.engine.yaml_text import NotYaml, parse_yaml

from .failing import Faulty, Unreadable

CHUNK = 1 << 20
ENCODINGS = ("utf-8", "gb18030")


def readable(path: Path) -> Path:
    """The path, after seeing that it is a file that can be opened.

    Raises:
        Unreadable: there is no such file, it is a folder, or it may not be read.
    """
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise Unreadable(_why_not(error, path)) from error


def _why_not(error: OSError, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return said("%(path)s：没有这个文件。", path=path)
    if isinstance(error, IsADirectoryError):
        return said("%(path)s：这是文件夹，不是文件。", path=path)
    return said("%(path)s：没有权限或无法打开。", path=path)


def located(path: Path, what: str) -> str:
    """What is wrong with a file, after its name."""
    return said("%(where)s：%(what)s", where=path, what=what)


def encoding_of(path: Path) -> str:
    """utf-8 or gb18030, the first that the whole file can be read in.

    Raises:
        Unreadable: neither fits, or the file holds zero bytes as no text does.
    """
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    if b"\0" in chunk:
                        raise Unreadable(said("%(path)s：不是文本文件。", path=path))
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable(said("%(path)s：不是 UTF-8 或 GB18030 编码的文本。", path=path))


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 (with or without BOM) or GB18030."""
    text = readable(path).read_text(encoding=encoding_of(path))
    return text.removeprefix("\ufeff")


def is_workbook(path: Path) -> bool:
    """Whether the name says that it is a workbook."""
    return path.suffix.lower() in {".xlsx", ".xls"}


def read_workbook(path: Path) -> list[SheetTexts]:
    """The sheets of an xlsx file.

    Raises:
        Unreadable: no workbook, damaged, encrypted, or too much to unpack.
    """
    # The reader is that of the product: it refuses in sentences, which Django words. Nothing else
    # of Django is needed, so that no configuration is.
    conf = import_module("django.conf").settings
    if not conf.configured:
        conf.configure(USE_I18N=False)
    tables = import_module("wenming.core.tables.reading")
    errors = import_module("wenming.core.errors")
    content = readable(path).read_bytes()
    try:
        found = tables.read_workbook(content, name=path.name)
    except errors.DomainError as error:
        raise Unreadable(located(path, str(error))) from error
    return [SheetTexts(sheet.title, sheet.rows, sheet.bad) for sheet in found]


def read_yaml(path: Path) -> Any:
    """The data of a YAML file.

    Raises:
        Unreadable: not YAML. Faulty: YAML with a key given twice.
    """
    try:
        return parse_yaml(read_text(path))
    except NotYaml as error:
        raise Unreadable(located(path, error.sentence)) from error
    except EngineError as error:
        raise Faulty(located(path, error.sentence)) from error


def read_framework(path: Path) -> Framework:
    """The framework of a YAML file or a workbook.

    Raises:
        Unreadable, Faulty: as `read_yaml`; Faulty when the checker finds errors.
    """
    if is_workbook(path):
        judged = judge(read_workbook(path))
        if not judged.ok:
            first, n = judged.faults[0].sentence, len(judged.faults)
            raise Faulty(
                said("%(path)s：%(fault)s（共 %(n)s 处错误）", path=path, fault=first, n=n)
            )
        return load(judged.data)
    try:
        return load(read_yaml(path))
    except EngineError as error:
        raise Faulty(located(path, error.sentence)) from error


def read_overlay(path: Path, overlay: Path) -> tuple[Framework, Framework]:
    """A framework, and the local edition that an overlay makes of it (本地加严标准).

    Raises:
        Unreadable, Faulty: as `read_yaml`; Faulty when a checker finds errors.
    """
    base = read_framework(path)
    try:
        return base, load_overlay(read_yaml(path), read_yaml(overlay))
    except EngineError as error:
        raise Faulty(located(overlay, error.sentence)) from error
