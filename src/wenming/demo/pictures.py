"""Drawn photos of faults, before and after (示意照片): plain shapes with the watermark 演示."""

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (960, 720)
Canvas = ImageDraw.ImageDraw

# The two characters of the watermark as strokes in a box of 100 × 100.
YAN = [
    [(12, 14), (22, 26)],
    [(8, 38), (18, 48)],
    [(8, 90), (24, 64)],
    [(60, 4), (64, 14)],
    [(36, 30), (36, 20), (94, 20), (94, 30)],
    [(44, 36), (86, 36)],
    [(65, 36), (65, 76)],
    [(44, 46), (44, 76), (86, 76), (86, 46), (44, 46)],
    [(44, 61), (86, 61)],
    [(54, 80), (40, 96)],
    [(76, 80), (92, 96)],
]
SHI = [
    [(24, 16), (76, 16)],
    [(8, 42), (92, 42)],
    [(50, 42), (50, 94), (38, 86)],
    [(28, 58), (12, 82)],
    [(72, 58), (90, 82)],
]


def pair(kind: str, seed: int) -> tuple[bytes, bytes]:
    """Two JPEG photos of the same spot: with the fault, and without.

    Args:
        kind: a key of SCENES.
        seed: the same seed gives the same pair.
    """
    return _photo(kind, seed, fixed=False), _photo(kind, seed, fixed=True)


def _photo(kind: str, seed: int, *, fixed: bool) -> bytes:
    rng = random.Random(f"{kind}:{seed}")
    image = Image.new("RGB", SIZE, _sky(rng))
    draw = ImageDraw.Draw(image)
    _street(draw, rng)
    SCENES[kind](draw, rng, fixed)
    watermark(draw)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _sky(rng: random.Random) -> tuple[int, int, int]:
    shade = rng.randint(-12, 12)
    return (206 + shade, 218 + shade, 228 + shade)


def _street(draw: Canvas, rng: random.Random) -> None:
    """Houses behind, a pavement and a road in front."""
    x = -30
    while x < SIZE[0]:
        width, height = rng.randint(110, 200), rng.randint(180, 330)
        tone = rng.randint(150, 200)
        draw.rectangle((x, 420 - height, x + width, 420), fill=(tone, tone - 8, tone - 18))
        for wx in range(x + 16, x + width - 20, 36):
            for wy in range(436 - height, 380, 44):
                draw.rectangle((wx, wy, wx + 18, wy + 24), fill=(120, 140, 158))
        x += width + 6
    draw.rectangle((0, 420, SIZE[0], 560), fill=(186, 184, 178))
    for line in range(0, SIZE[0], 80):
        draw.line((line, 420, line - 50, 560), fill=(168, 166, 160), width=2)
    draw.rectangle((0, 560, SIZE[0], SIZE[1]), fill=(96, 100, 106))
    for line in range(20, SIZE[0], 160):
        draw.rectangle((line, 632, line + 84, 642), fill=(228, 228, 220))


def _litter(draw: Canvas, rng: random.Random, fixed: bool) -> None:
    if fixed:
        return
    for _ in range(26):
        x, y, r = rng.randint(280, 690), rng.randint(470, 555), rng.randint(5, 15)
        colour = rng.choice([(238, 238, 232), (178, 60, 48), (60, 110, 168), (210, 180, 70)])
        draw.polygon(
            [(x, y), (x + r * 2, y - r), (x + r * 2.4, y + r), (x + r, y + r * 1.3)], fill=colour
        )


def _bikes(draw: Canvas, rng: random.Random, fixed: bool) -> None:
    if fixed:
        draw.rectangle((600, 470, 930, 550), outline=(245, 245, 245), width=5)
    for n in range(6):
        x = 620 + n * 50 if fixed else rng.randint(150, 760)
        y = 510 if fixed else rng.randint(480, 600)
        _bike(draw, x, y, rng)


def _bike(draw: Canvas, x: int, y: int, rng: random.Random) -> None:
    frame = rng.choice([(40, 96, 160), (200, 120, 30), (60, 140, 90)])
    for wheel in (x, x + 56):
        draw.ellipse((wheel - 17, y - 17, wheel + 17, y + 17), outline=(36, 40, 44), width=5)
    draw.line(
        [(x, y), (x + 22, y - 30), (x + 56, y), (x + 26, y), (x + 22, y - 30)], fill=frame, width=6
    )
    draw.line([(x + 50, y - 40), (x + 56, y)], fill=frame, width=6)


def _pothole(draw: Canvas, rng: random.Random, fixed: bool) -> None:
    colour = (78, 82, 88) if fixed else (48, 44, 40)
    ring = [
        (420 + rng.randint(-20, 20) + dx, 640 + dy)
        for dx, dy in [(-120, 0), (-70, -38), (20, -44), (110, -14), (90, 30), (0, 44), (-90, 28)]
    ]
    draw.polygon(ring, fill=colour)
    if not fixed:
        for _ in range(14):
            x, y = rng.randint(330, 520), rng.randint(600, 680)
            draw.ellipse((x, y, x + 12, y + 8), fill=(120, 114, 106))


def _cables(draw: Canvas, rng: random.Random, fixed: bool) -> None:
    draw.rectangle((150, 90, 166, 480), fill=(110, 104, 96))
    draw.rectangle((800, 90, 816, 480), fill=(110, 104, 96))
    for n in range(3 if fixed else 11):
        sag = 12 if fixed else rng.randint(30, 150)
        y = 120 + n * (8 if fixed else 12)
        draw.line([(158, y), (480, y + sag), (808, y)], fill=(34, 34, 38), width=3)


def _stall(draw: Canvas, rng: random.Random, fixed: bool) -> None:
    left = 60 if fixed else 330
    draw.line([(0, 452), (960, 452)], fill=(214, 178, 60), width=6)
    top = 330 if fixed else 400
    draw.polygon(
        [(left, top), (left + 300, top), (left + 330, top + 50), (left - 30, top + 50)],
        fill=(176, 62, 50),
    )
    draw.rectangle((left, top + 50, left + 300, top + 110), fill=(140, 106, 72))
    for n in range(9):
        x = left + 16 + n * 32
        draw.ellipse(
            (x, top + 36, x + 26, top + 62),
            fill=rng.choice([(214, 90, 50), (120, 160, 60), (230, 180, 60)]),
        )


def _display(draw: Canvas, rng: random.Random, fixed: bool) -> None:
    draw.rectangle((300, 190, 680, 410), fill=(240, 236, 226), outline=(110, 110, 110), width=8)
    draw.rectangle((320, 210, 660, 262), fill=(166, 44, 36))
    for y in range(290, 392, 30):
        draw.line((340, y, 640, y), fill=(90, 90, 90), width=6)
    if not fixed:
        draw.polygon([(520, 190), (684, 190), (684, 330), (600, 260)], fill=(206, 218, 228))
        for _n in range(5):
            x = 340 + rng.randint(0, 240)
            draw.line([(x, 210), (x + rng.randint(-40, 40), 400)], fill=(130, 120, 110), width=4)


SCENES: dict[str, Callable[[Canvas, random.Random, bool], None]] = {
    "litter": _litter,
    "bikes": _bikes,
    "pothole": _pothole,
    "cables": _cables,
    "stall": _stall,
    "display": _display,
}


def watermark(draw: Canvas) -> None:
    """演示 in the lower right corner of a picture of SIZE."""
    for left, strokes in ((730, YAN), (835, SHI)):
        for stroke in strokes:
            line = [(left + x * 0.9, 606 + y * 0.9) for x, y in stroke]
            draw.line([(x + 2, y + 2) for x, y in line], fill=(20, 24, 28), width=9)
            draw.line(line, fill=(255, 255, 255), width=8, joint="curve")
