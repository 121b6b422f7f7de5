"""Names of units as documents write them (单位名称): matched to the register, and learned."""

from collections.abc import Collection, Iterable, Sequence

from wenming.engine.intake.who.units import is_generic
from wenming.organization.matching import UnitIndex
from wenming.organization.models import Unit, UnitAlias


class Matcher:
    """The register, read once."""

    def __init__(self) -> None:
        self._index = UnitIndex.load()

    def unit(self, name: str) -> Unit | None:
        """The unit called `name`; None for unknown names and for classes such as 各街道."""
        return None if is_generic(name) else self._index.match(name).unit

    def candidates(self, name: str) -> list[Unit]:
        """What an unknown name comes near to, the likeliest first."""
        return [unit for unit in self._index.match(name).candidates if unit.valid_until is None]

    def units(self, names: Iterable[str]) -> list[Unit]:
        """The units that the register knows among `names`, each once, in order."""
        found = [self.unit(name) for name in names]
        return list(dict.fromkeys(unit for unit in found if unit is not None))


def learn(
    written: Sequence[str], before: Collection[Unit], after: Collection[Unit]
) -> UnitAlias | None:
    """Remember what a name means, once a reviewer has put in the unit that it stood for.

    Only where there is no doubt: one written name that the register does not know and one unit
    that was added. Classes (各街道) are never learned.
    """
    matcher = Matcher()
    unknown = [name for name in written if not is_generic(name) and matcher.unit(name) is None]
    gained = [unit for unit in after if unit not in before]
    if len(unknown) != 1 or len(gained) != 1:
        return None
    return remember(unknown[0], gained[0])


def remember(written: str, unit: Unit) -> UnitAlias | None:
    """The alias of `unit` for a name as written; None where that is its name."""
    name = written[: UnitAlias._meta.get_field("name").max_length]
    if name == unit.name:
        return None
    alias, _is_new = UnitAlias.objects.get_or_create(
        name=name, defaults={"unit": unit, "kind": UnitAlias.Kind.LEARNED}
    )
    return alias
