"""Outlines of the demonstration city: a jittered lattice, so that neighbours share their borders."""

import itertools
import math
import random
from dataclasses import dataclass

Point = tuple[float, float]
STEPS = 6  # pieces of a border between two corners


@dataclass(frozen=True, slots=True)
class Lattice:
    """A grid of cells with bent borders.

    Attributes:
        columns, rows: cells across and down.
        west, south, width, height: the box, in degrees.
        seed: the same seed gives the same borders.
    """

    columns: int
    rows: int
    west: float
    south: float
    width: float
    height: float
    seed: int

    def cell(self, column: int, row: int) -> list[Point]:
        """The border of a cell, anticlockwise from its south-west corner, closed."""
        corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        ring: list[Point] = []
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            ring += self._edge(start, end)[:-1]
        return [*ring, ring[0]]

    def inside(self, column: int, row: int, across: float, up: float) -> Point:
        """A point of a cell by its share of width and height (0..1, kept off the border)."""
        west, south = self._corner((column, row))
        east, north = self._corner((column + 1, row + 1))
        pad = 0.16
        across, up = pad + across * (1 - 2 * pad), pad + up * (1 - 2 * pad)
        return (round(west + (east - west) * across, 6), round(south + (north - south) * up, 6))

    def _corner(self, corner: tuple[int, int]) -> Point:
        rng = random.Random(f"{self.seed}:{corner}")
        dx = (rng.random() - 0.5) * 0.36
        dy = (rng.random() - 0.5) * 0.36
        x = self.west + (corner[0] + dx) * self.width / self.columns
        y = self.south + (corner[1] + dy) * self.height / self.rows
        return (x, y)

    def _edge(self, start: tuple[int, int], end: tuple[int, int]) -> list[Point]:
        """The bent line between two corners; the same points whichever way it is walked."""
        low, high = sorted([start, end])
        rng = random.Random(f"{self.seed}:{low}:{high}")
        (x0, y0), (x1, y1) = self._corner(low), self._corner(high)
        length = math.hypot(x1 - x0, y1 - y0)
        line: list[Point] = []
        for step in range(STEPS + 1):
            t = step / STEPS
            bend = (rng.random() - 0.5) * 0.09 * length if 0 < step < STEPS else 0.0
            x = x0 + (x1 - x0) * t - (y1 - y0) / length * bend
            y = y0 + (y1 - y0) * t + (x1 - x0) / length * bend
            line.append((round(x, 6), round(y, 6)))
        return line if start == low else line[::-1]


def union(rings: list[list[Point]]) -> list[Point]:
    """The outer border of cells that lie side by side without a hole."""
    edges: dict[Point, Point] = {}
    for ring in rings:
        for a, b in itertools.pairwise(ring):
            if edges.get(b) == a:
                del edges[b]
            else:
                edges[a] = b
    start = min(edges)
    border = [start]
    while (point := edges[border[-1]]) != start:
        border.append(point)
    return [*border, start]


def polygon(ring: list[Point]) -> dict[str, object]:
    """A GeoJSON polygon with one ring."""
    return {"type": "Polygon", "coordinates": [[list(p) for p in ring]]}
