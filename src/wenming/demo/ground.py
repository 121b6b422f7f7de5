"""The demonstration city's ground: areas, units, posts, working groups and places."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from pypinyin import lazy_pinyin

from wenming.demo import maps
from wenming.organization.models import Area, Level, Post, Unit, UnitAlias, UnitKind, WorkingGroup
from wenming.places.models import Place

DATA = Path(__file__).parent / "data"
WITHOUT_LIAISON = frozenset({"市贸促会", "云澜海关"})
WITHOUT_DEPUTY = frozenset({"市体育局", "市林业局", "市园林绿化中心", "石坊街道"})
PHONE = "1390000{:04d}"  # numbers that nobody has


def read(name: str) -> Any:
    """A data file of the demonstration."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@dataclass
class Ground:
    """What was made, by name and level."""

    rng: random.Random
    city: Area
    lattice: maps.Lattice
    districts: list[Area] = field(default_factory=list)
    streets: list[Area] = field(default_factory=list)
    communities: list[Area] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    unit_of: dict[int, Unit] = field(default_factory=dict)  # area key -> its own unit
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)  # street key -> cell


def build(seed: int) -> Ground:
    """Areas, units and places of the city; call inside a transaction."""
    ground = _areas(random.Random(f"{seed}:ground"), seed)
    _departments(ground)
    _territories(ground)
    _groups(ground)
    _places(ground)
    return ground


def _areas(rng: random.Random, seed: int) -> Ground:
    data = read("areas")
    city, plan = data["city"], data["map"]
    lattice = maps.Lattice(
        columns=len(plan[0]),
        rows=len(plan),
        seed=seed,
        **{key: city[key] for key in ("west", "south", "width", "height")},
    )
    cells = _cells_by_district(plan)
    everything = [lattice.cell(*cell) for ring in cells.values() for cell in ring]
    tree = Tree()
    root = tree.add(None, city["code"], city["name"], Level.CITY, maps.union(everything))
    ground = Ground(rng=rng, city=root, lattice=lattice)
    for index, district in enumerate(data["districts"], 1):
        _district(tree, ground, district, cells[str(index)], data["communities"])
    tree.store()
    for street, cell in zip(ground.streets, itertools.chain(*cells.values()), strict=True):
        ground.cells[street.pk] = cell
    return ground


def _cells_by_district(plan: list[str]) -> dict[str, list[tuple[int, int]]]:
    """District number -> its cells (column, row from the south), in the order of the numbers."""
    cells: dict[str, list[tuple[int, int]]] = {}
    for from_north, line in enumerate(plan):
        for column, number in enumerate(line):
            cells.setdefault(number, []).append((column, len(plan) - 1 - from_north))
    return dict(sorted(cells.items()))


class Tree:
    """Areas made in one go; adding them one by one costs eight queries each."""

    def __init__(self) -> None:
        self._areas: list[Area] = []

    def add(
        self,
        parent: Area | None,
        code: str,
        name: str,
        level: str,
        ring: list[maps.Point] | None = None,
    ) -> Area:
        """A child of `parent`, after the children that it has; stored by `store`."""
        depth = parent.depth + 1 if parent else 1
        step = parent.numchild + 1 if parent else 1
        area = Area(
            path=Area._get_path(parent.path if parent else "", depth, step),
            depth=depth,
            numchild=0,
            code=code,
            name=name,
            level=level,
            outline=maps.polygon(ring) if ring else None,
        )
        if parent:
            parent.numchild += 1
        self._areas.append(area)
        return area

    def store(self) -> None:
        """Write them all."""
        Area.objects.bulk_create(self._areas)


def _district(
    tree: Tree,
    ground: Ground,
    data: dict[str, Any],
    cells: list[tuple[int, int]],
    names: list[str],
) -> None:
    rings = [ground.lattice.cell(*cell) for cell in cells]
    district = tree.add(ground.city, data["code"], data["name"], Level.DISTRICT, maps.union(rings))
    ground.districts.append(district)
    drawn = iter(ground.rng.sample(names, 30))
    for number, (name, ring) in enumerate(zip(data["streets"], rings, strict=True), 1):
        street = tree.add(district, f"{data['code']}{number:03d}", name, Level.STREET, ring)
        ground.streets.append(street)
        for n in range(1, 7):
            code, label = f"{street.code}{n:03d}", f"{next(drawn)}社区"
            community = tree.add(street, code, label, Level.COMMUNITY)
            ground.communities.append(community)
            _grids(tree, community)


def _grids(tree: Tree, community: Area) -> None:
    for n in (1, 2):
        grid = tree.add(community, f"{community.code}{n:02d}", f"第{n}网格", Level.GRID)
        for m in (1, 2):
            tree.add(grid, f"{grid.code}{m:02d}", f"第{n}-{m}微网格", Level.MICROGRID)


def _unit(ground: Ground, name: str, kind: str, area: Area, **fields: Any) -> Unit:
    unit = Unit.objects.create(
        name=name, kind=kind, area=area, pinyin=" ".join(lazy_pinyin(name)), **fields
    )
    ground.units[name] = unit
    return unit


def _departments(ground: Ground) -> None:
    data = read("units")
    rows = [(UnitKind.DEPARTMENT, row) for row in data["departments"]]
    rows += [(UnitKind.VERTICAL, row) for row in data["vertical"]]
    phones = count(1)
    for number, (kind, row) in enumerate(rows, 1):
        unit = _unit(ground, row["name"], kind, ground.city, code=f"9901D{number:03d}")
        aliases = [(name, UnitAlias.Kind.SHORT) for name in row.get("short", [])]
        aliases += [(name, UnitAlias.Kind.FORMER) for name in row.get("former", [])]
        UnitAlias.objects.bulk_create(
            UnitAlias(unit=unit, name=name, kind=kind_) for name, kind_ in aliases
        )
        _posts(unit, phones)


def _posts(unit: Unit, phones: Iterator[int]) -> None:
    """A head, a deputy and a liaison, held but for a few, as in life; who holds one is a role."""
    deputy = "" if unit.name in WITHOUT_DEPUTY else "分管负责同志"
    Post.objects.bulk_create(
        [
            Post(unit=unit, title="主要负责人", kind=Post.Kind.HEAD, holder="主要负责同志"),
            Post(unit=unit, title="分管负责人", kind=Post.Kind.DEPUTY, holder=deputy),
        ]
    )
    if unit.name not in WITHOUT_LIAISON:
        phone = PHONE.format(next(phones))
        Post.objects.create(
            unit=unit, title="创建联络员", kind=Post.Kind.LIAISON, holder="联络员", phone=phone
        )


def _territories(ground: Ground) -> None:
    phones = count(2001)
    for kind, areas in (
        (UnitKind.DISTRICT, ground.districts),
        (UnitKind.STREET, ground.streets),
        (UnitKind.COMMUNITY, ground.communities),
    ):
        for area in areas:
            parent = ground.unit_of.get(Area.objects.get_parent(area).pk)
            unit = _unit(
                ground, _unit_name(area, parent), kind, area, code=f"{area.code}U", parent=parent
            )
            ground.unit_of[area.pk] = unit
            if kind != UnitKind.COMMUNITY:
                _posts(unit, phones)


def _unit_name(area: Area, parent: Unit | None) -> str:
    """A community's name may come twice in a city: its street stands before it."""
    if area.level == Level.COMMUNITY and parent is not None:
        return f"{parent.name}{area.name}"
    return str(area.name)


def _groups(ground: Ground) -> None:
    for row in read("units")["groups"]:
        group = WorkingGroup.objects.create(
            code=row["code"], name=row["name"], lead=ground.units[row["lead"]]
        )
        group.members.set([ground.units[name] for name in row["members"]])


def _places(ground: Ground) -> None:
    data = read("places")
    taken: set[str] = set()
    rows: list[Place] = []
    for type_code, kind in data["types"].items():
        for number in range(1, kind["count"] + 1):
            rows.append(_place(ground, data, type_code, kind, number, taken))
    Place.objects.bulk_create(rows)


def _place(
    ground: Ground,
    data: dict[str, Any],
    type_code: str,
    kind: dict[str, Any],
    number: int,
    taken: set[str],
) -> Place:
    rng = ground.rng
    community = _home(ground, type_code, number)
    street = ground.streets[ground.communities.index(community) // 6]
    words = _words(ground, data, community, street, number)
    name = rng.choice(kind["name"]).format(**words)
    if name in taken:
        name = (
            f"{words['d']}{name}" if f"{words['d']}{name}" not in taken else f"{name}（{number}）"
        )
    taken.add(name)
    lon, lat = ground.lattice.inside(*ground.cells[street.pk], rng.random(), rng.random())
    is_community_held = type_code in {"L05", "L06", "L35"}
    return Place(
        code=f"{type_code}-{number:04d}",
        name=name,
        type_code=type_code,
        area=community,
        address=f"{street.name}{words['r']}路{rng.randint(1, 399)}号",
        longitude=lon,
        latitude=lat,
        holder=ground.unit_of[(community if is_community_held else street).pk],
        sector=ground.units[kind["sector"]],
        operator=kind.get("operator", "").format(**words),
    )


def _home(ground: Ground, type_code: str, number: int) -> Area:
    """The community a place lies in: every community is one of L05, rural types lie in towns."""
    if type_code == "L05":
        return ground.communities[number - 1]
    is_rural = type_code in {"L34", "L35", "L36"}
    streets = [s for s in ground.streets if str(s.name).endswith("镇") == is_rural]
    first = 6 * ground.streets.index(ground.rng.choice(streets))
    return ground.communities[first + ground.rng.randrange(6)]


def _words(
    ground: Ground, data: dict[str, Any], community: Area, street: Area, number: int
) -> dict[str, str]:
    """What the placeholders of a place's name stand for."""
    rng = ground.rng
    road, other = rng.sample(data["roads"], 2)
    return {
        "s": str(street.name).removesuffix("街道"),
        "c": str(community.name).removesuffix("社区"),
        "d": str(ground.districts[ground.streets.index(street) // 5].name),
        "r": road,
        "r2": other,
        "n": rng.choice(data["names"]),
        "k": "一二三四五六七八九十"[(number - 1) % 10],
    }
