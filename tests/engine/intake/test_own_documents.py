"""Our own documents, some of them held out: the floor below which no figure may fall."""

import json
from pathlib import Path

import pytest

from tests.engine.intake.scoring import Scores
from wenming.engine.intake import read

DOCUMENTS = Path(__file__).parents[2] / "data/intake"
FLOORS = {
    "d": {
        "directives": 0.95, "lead": 0.94, "support": 0.94, "deadline": 0.96, "cadence": 0.94, "targets": 0.93,
        "gaps": 0.98, "outline": 0.98, "kind": 0.86, "day": 0.97, "checks": 0.99,
    },
    "h": {
        "directives": 0.94, "lead": 0.94, "support": 0.94, "deadline": 0.9, "cadence": 0.9, "targets": 0.87,
        "gaps": 0.9, "outline": 0.98, "kind": 0.76, "day": 0.94,
    },
    "n": {
        "directives": 0.95, "lead": 0.92, "support": 0.95, "deadline": 0.96, "cadence": 0.94, "targets": 0.95,
        "gaps": 0.98, "outline": 0.98, "kind": 0.84, "day": 0.94,
    },
    "p": {
        "directives": 0.94, "lead": 0.94, "support": 0.92, "deadline": 0.92, "cadence": 0.93, "targets": 0.93,
        "gaps": 0.98, "outline": 0.98, "kind": 0.76, "day": 0.92,
    },
    "q": {
        "directives": 0.93, "lead": 0.92, "support": 0.93, "deadline": 0.86, "cadence": 0.97, "targets": 0.86,
        "gaps": 0.98, "outline": 0.98, "kind": 0.75, "day": 0.98,
    },
    "r": {
        "directives": 0.92, "lead": 0.95, "support": 0.95, "deadline": 0.88, "cadence": 0.94, "targets": 0.97,
        "gaps": 0.98, "outline": 0.98, "kind": 0.67, "day": 0.83,
    },
    "s": {
        "directives": 0.94, "lead": 0.9, "support": 0.95, "deadline": 0.95, "cadence": 0.91, "targets": 0.88,
        "gaps": 0.98, "outline": 0.9, "kind": 0.63, "day": 0.98,
    },
    "t": {
        "directives": 0.95, "lead": 0.96, "support": 0.86, "deadline": 0.93, "cadence": 0.94, "targets": 0.95,
        "gaps": 0.98, "outline": 0.98, "kind": 0.73, "day": 0.98,
    },
    "u": {
        "directives": 0.96, "lead": 0.96, "support": 0.96, "deadline": 0.94, "cadence": 0.95, "targets": 0.92,
        "gaps": 0.96, "outline": 0.98, "kind": 0.72, "day": 0.87,
    },
    "v": {
        "directives": 0.9, "lead": 0.91, "support": 0.94, "deadline": 0.92, "cadence": 0.9, "targets": 0.88,
        "gaps": 0.98, "outline": 0.98, "kind": 0.72, "day": 0.92,
    },
    "w": {
        "directives": 0.97, "lead": 0.97, "support": 0.98, "deadline": 0.97, "cadence": 0.98, "targets": 0.96,
        "gaps": 0.98, "outline": 0.98, "kind": 0.73, "day": 0.96,
    },
    "x": {
        "directives": 0.97, "lead": 0.97, "support": 0.98, "deadline": 0.96, "cadence": 0.98, "targets": 0.95,
        "gaps": 0.98, "outline": 0.98, "kind": 0.75, "day": 0.96,
    },
    "y": {
        "directives": 0.94, "lead": 0.92, "support": 0.97, "deadline": 0.93, "cadence": 0.92, "targets": 0.81,
        "gaps": 0.98, "outline": 0.98, "kind": 0.76, "day": 0.96,
    },
    "z": {
        "directives": 0.91, "lead": 0.87, "support": 0.93, "deadline": 0.91, "cadence": 0.92, "targets": 0.77,
        "gaps": 0.9, "outline": 0.99, "kind": 0.84, "day": 0.95,
    },
    "k": {
        "directives": 0.91, "lead": 0.91, "support": 0.91, "deadline": 0.88, "cadence": 0.95, "targets": 0.83,
        "gaps": 0.96, "outline": 0.99, "kind": 0.81, "day": 0.93,
    },
    "m": {
        "directives": 0.92, "lead": 0.86, "support": 0.86, "deadline": 0.9, "cadence": 0.82, "targets": 0.73,
        "gaps": 0.94, "outline": 0.99, "kind": 0.78, "day": 0.92,
    },
    "g": {
        "directives": 0.95, "lead": 0.89, "support": 0.91, "deadline": 0.9, "cadence": 0.9, "targets": 0.82,
        "gaps": 0.93, "outline": 0.99, "kind": 0.72, "day": 0.96,
    },
    "e": {
        "directives": 0.91, "lead": 0.92, "support": 0.97, "deadline": 0.88, "cadence": 0.89, "targets": 0.77,
        "gaps": 0.92, "outline": 0.99, "kind": 0.81, "day": 0.92,
    },
    "f": {
        "directives": 0.9, "lead": 0.87, "support": 0.87, "deadline": 0.86, "cadence": 0.93, "targets": 0.72,
        "gaps": 0.89, "outline": 0.99, "kind": 0.77, "day": 0.93,
    },
    "i": {
        "directives": 0.87, "lead": 0.79, "support": 0.81, "deadline": 0.9, "cadence": 0.88, "targets": 0.58,
        "gaps": 0.9, "outline": 0.99, "kind": 0.75, "day": 0.97,
    },
    "j": {
        "directives": 0.9, "lead": 0.89, "support": 0.89, "deadline": 0.87, "cadence": 0.86, "targets": 0.83,
        "gaps": 0.86, "outline": 0.99, "kind": 0.78, "day": 0.88,
    },
    "l": {
        "directives": 0.93, "lead": 0.9, "support": 0.91, "deadline": 0.91, "cadence": 0.92, "targets": 0.84,
        "gaps": 0.89, "outline": 0.99, "kind": 0.73, "day": 0.94,
    },
    "o": {
        "directives": 0.96, "lead": 0.94, "support": 0.91, "deadline": 0.95, "cadence": 0.92, "targets": 0.86,
        "gaps": 0.87, "outline": 0.99, "kind": 0.75, "day": 0.97,
    },
    "b": {
        "directives": 0.92, "lead": 0.9, "support": 0.95, "deadline": 0.86, "cadence": 0.95, "targets": 0.67,
        "gaps": 0.95, "outline": 0.99, "kind": 0.78, "day": 0.95,
    },
    "c": {
        "directives": 0.91, "lead": 0.89, "support": 0.89, "deadline": 0.9, "cadence": 0.89, "targets": 0.77,
        "gaps": 0.89, "outline": 0.99, "kind": 0.79, "day": 0.95,
    },
    "a": {
        "directives": 0.94, "lead": 0.94, "support": 0.95, "deadline": 0.94, "cadence": 0.89, "targets": 0.8,
        "gaps": 0.92, "outline": 0.99, "kind": 0.82, "day": 0.97,
    },
    "ab": {
        "directives": 0.93, "lead": 0.92, "support": 0.92, "deadline": 0.94, "cadence": 0.97, "targets": 0.89,
        "gaps": 0.94, "outline": 0.99, "kind": 0.88, "day": 0.97,
    },
    "ac": {
        "directives": 0.92, "lead": 0.91, "support": 0.87, "deadline": 0.88, "cadence": 0.92, "targets": 0.8,
        "gaps": 0.83, "outline": 0.99, "kind": 0.81, "day": 0.92,
    },
    "ad": {
        "directives": 0.96, "lead": 0.96, "support": 0.94, "deadline": 0.92, "cadence": 0.97, "targets": 0.88,
        "gaps": 0.98, "outline": 0.99, "kind": 0.86, "day": 0.94,
    },
    "ae": {
        "directives": 0.97, "lead": 0.98, "support": 0.96, "deadline": 0.96, "cadence": 0.93, "targets": 0.93,
        "gaps": 0.94, "outline": 0.99, "kind": 0.83, "day": 0.97,
    },
    "af": {
        "directives": 0.95, "lead": 0.95, "support": 0.96, "deadline": 0.94, "cadence": 0.96, "targets": 0.91,
        "gaps": 0.88, "outline": 0.99, "kind": 0.79, "day": 0.91,
    },
    "ag": {
        "directives": 0.94, "lead": 0.94, "support": 0.93, "deadline": 0.95, "cadence": 0.95, "targets": 0.93,
        "gaps": 0.98, "outline": 0.99, "kind": 0.84, "day": 0.93,
    },
    "ah": {
        "directives": 0.95, "lead": 0.97, "support": 0.97, "deadline": 0.95, "cadence": 0.93, "targets": 0.94,
        "gaps": 0.97, "outline": 0.99, "kind": 0.87, "day": 0.97,
    },
    "ai": {
        "directives": 0.93, "lead": 0.94, "support": 0.88, "deadline": 0.94, "cadence": 0.92, "targets": 0.86,
        "gaps": 0.95, "outline": 0.99, "kind": 0.81, "day": 0.98,
    },
    "aj": {
        "directives": 0.95, "lead": 0.95, "support": 0.96, "deadline": 0.94, "cadence": 0.95, "targets": 0.9,
        "gaps": 0.89, "outline": 0.99, "kind": 0.81, "day": 0.94,
    },
    "ak": {
        "directives": 0.97, "lead": 0.98, "support": 0.98, "deadline": 0.98, "cadence": 0.94, "targets": 0.93,
        "gaps": 0.94, "outline": 0.99, "kind": 0.81, "day": 0.98,
    },
    "al": {
        "directives": 0.96, "lead": 0.97, "support": 0.95, "deadline": 0.92, "cadence": 0.95, "targets": 0.86,
        "gaps": 0.97, "outline": 0.99, "kind": 0.8, "day": 0.94,
    },
    "am": {
        "directives": 0.96, "lead": 0.95, "support": 0.95, "deadline": 0.97, "cadence": 0.97, "targets": 0.91,
        "gaps": 0.97, "outline": 0.99, "kind": 0.84, "day": 0.97,
    },
    "an": {
        "directives": 0.97, "lead": 0.98, "support": 0.96, "deadline": 0.94, "cadence": 0.97, "targets": 0.89,
        "gaps": 0.91, "outline": 0.99, "kind": 0.81, "day": 0.97,
    },
    "ao": {
        "directives": 0.92, "lead": 0.89, "support": 0.92, "deadline": 0.95, "cadence": 0.9, "targets": 0.85,
        "gaps": 0.95, "outline": 0.99, "kind": 0.76, "day": 0.77,
    },
    "ap": {
        "directives": 0.9, "lead": 0.92, "support": 0.91, "deadline": 0.89, "cadence": 0.86, "targets": 0.83,
        "gaps": 0.95, "outline": 0.99, "kind": 0.75, "day": 0.9,
    },
    "aq": {
        "directives": 0.9, "lead": 0.92, "support": 0.88, "deadline": 0.89, "cadence": 0.94, "targets": 0.82,
        "gaps": 0.99, "outline": 0.99, "kind": 0.69, "day": 0.93,
    },
    "ar": {
        "directives": 0.93, "lead": 0.92, "support": 0.9, "deadline": 0.92, "cadence": 0.94, "targets": 0.85,
        "gaps": 0.93, "outline": 0.99, "kind": 0.8, "day": 0.93,
    },
    "as": {
        "directives": 0.89, "lead": 0.88, "support": 0.85, "deadline": 0.88, "cadence": 0.89, "targets": 0.8,
        "gaps": 0.98, "outline": 0.99, "kind": 0.8, "day": 0.92,
    },
    "at": {
        "directives": 0.91, "lead": 0.89, "support": 0.9, "deadline": 0.86, "cadence": 0.96, "targets": 0.78,
        "gaps": 0.9, "outline": 0.99, "kind": 0.78, "day": 0.8,
    },
    "au": {
        "directives": 0.9, "lead": 0.88, "support": 0.91, "deadline": 0.87, "cadence": 0.9, "targets": 0.75,
        "gaps": 0.81, "outline": 0.99, "kind": 0.8, "day": 0.93,
    },
    "av": {
        "directives": 0.93, "lead": 0.93, "support": 0.9, "deadline": 0.91, "cadence": 0.94, "targets": 0.76,
        "gaps": 0.84, "outline": 0.99, "kind": 0.77, "day": 0.9,
    },
    "aw": {
        "directives": 0.91, "lead": 0.9, "support": 0.82, "deadline": 0.89, "cadence": 0.93, "targets": 0.75,
        "gaps": 0.89, "outline": 0.99, "kind": 0.75, "day": 0.87,
    },
    "ax": {
        "directives": 0.87, "lead": 0.83, "support": 0.74, "deadline": 0.85, "cadence": 0.88, "targets": 0.7,
        "gaps": 0.8, "outline": 0.79, "kind": 0.75, "day": 0.93,
    },
    "ay": {
        "directives": 0.89, "lead": 0.91, "support": 0.84, "deadline": 0.83, "cadence": 0.93, "targets": 0.74,
        "gaps": 0.66, "outline": 0.99, "kind": 0.73, "day": 0.66,
    },
    "az": {
        "directives": 0.9, "lead": 0.91, "support": 0.88, "deadline": 0.83, "cadence": 0.91, "targets": 0.76,
        "gaps": 0.79, "outline": 0.92, "kind": 0.69, "day": 0.87,
    },
    "ba": {
        "directives": 0.92, "lead": 0.89, "support": 0.82, "deadline": 0.86, "cadence": 0.8, "targets": 0.74,
        "gaps": 0.72, "outline": 0.97, "kind": 0.71, "day": 0.81,
    },
    "bb": {
        "directives": 0.91, "lead": 0.9, "support": 0.91, "deadline": 0.87, "cadence": 0.86, "targets": 0.79,
        "gaps": 0.92, "outline": 0.99, "kind": 0.69, "day": 0.96,
    },
    "bc": {
        "directives": 0.9, "lead": 0.93, "support": 0.87, "deadline": 0.91, "cadence": 0.92, "targets": 0.83,
        "gaps": 0.99, "outline": 0.95, "kind": 0.74, "day": 0.99,
    },
    "bd": {
        "directives": 0.9, "lead": 0.92, "support": 0.94, "deadline": 0.92, "cadence": 0.79, "targets": 0.79,
        "gaps": 0.85, "outline": 0.99, "kind": 0.77, "day": 0.96,
    },
    "be": {
        "directives": 0.92, "lead": 0.87, "support": 0.84, "deadline": 0.83, "cadence": 0.85, "targets": 0.81,
        "gaps": 0.82, "outline": 0.99, "kind": 0.77, "day": 0.84,
    },
    "bf": {
        "directives": 0.93, "lead": 0.93, "support": 0.98, "deadline": 0.93, "cadence": 0.82, "targets": 0.81,
        "gaps": 0.99, "outline": 0.95, "kind": 0.68, "day": 0.99,
    },
    "bg": {
        "directives": 0.9, "lead": 0.89, "support": 0.83, "deadline": 0.91, "cadence": 0.8, "targets": 0.71,
        "gaps": 0.85, "outline": 0.99, "kind": 0.68, "day": 0.93,
    },
    "bh": {
        "directives": 0.92, "lead": 0.92, "support": 0.96, "deadline": 0.86, "cadence": 0.98, "targets": 0.87,
        "gaps": 0.98, "outline": 0.93, "kind": 0.82, "day": 0.91,
    },
    "bi": {
        "directives": 0.94, "lead": 0.89, "support": 0.86, "deadline": 0.88, "cadence": 0.96, "targets": 0.76,
        "gaps": 0.89, "outline": 0.89, "kind": 0.74, "day": 0.98,
    },
    "bj": {
        "directives": 0.89, "lead": 0.89, "support": 0.87, "deadline": 0.87, "cadence": 0.86, "targets": 0.68,
        "gaps": 0.86, "outline": 0.9, "kind": 0.77, "day": 0.98,
    },
    "bk": {
        "directives": 0.94, "lead": 0.94, "support": 0.94, "deadline": 0.93, "cadence": 0.91, "targets": 0.86,
        "gaps": 0.98, "outline": 0.98, "kind": 0.73, "day": 0.98,
    },
    "bl": {
        "directives": 0.9, "lead": 0.84, "support": 0.9, "deadline": 0.91, "cadence": 0.87, "targets": 0.71,
        "gaps": 0.9, "outline": 0.98, "kind": 0.81, "day": 0.96,
    },
    "bm": {
        "directives": 0.9, "lead": 0.93, "support": 0.97, "deadline": 0.91, "cadence": 0.81, "targets": 0.8,
        "gaps": 0.89, "outline": 0.87, "kind": 0.79, "day": 0.94,
    },
    "bn": {
        "directives": 0.89, "lead": 0.91, "support": 0.9, "deadline": 0.89, "cadence": 0.91, "targets": 0.79,
        "gaps": 0.6, "outline": 0.98, "kind": 0.81, "day": 0.94,
    },
    "bo": {
        "directives": 0.87, "lead": 0.81, "support": 0.91, "deadline": 0.81, "cadence": 0.78, "targets": 0.69,
        "gaps": 0.94, "outline": 0.92, "kind": 0.78, "day": 0.91,
    },
    "bp": {
        "directives": 0.86, "lead": 0.8, "support": 0.76, "deadline": 0.82, "cadence": 0.9, "targets": 0.76,
        "gaps": 0.87, "outline": 0.98, "kind": 0.8, "day": 0.89,
    },
    "bq": {
        "directives": 0.91, "lead": 0.91, "support": 0.84, "deadline": 0.86, "cadence": 0.96, "targets": 0.71,
        "gaps": 0.81, "outline": 0.98, "kind": 0.81, "day": 0.92,
    },
    "br": {
        "directives": 0.86, "lead": 0.85, "support": 0.89, "deadline": 0.83, "cadence": 0.86, "targets": 0.69,
        "gaps": 0.72, "outline": 0.98, "kind": 0.71, "day": 0.98,
    },
    "bs": {
        "directives": 0.89, "lead": 0.91, "support": 0.88, "deadline": 0.87, "cadence": 0.9, "targets": 0.77,
        "gaps": 0.9, "outline": 0.96, "kind": 0.78, "day": 0.9,
    },
    "bt": {
        "directives": 0.89, "lead": 0.88, "support": 0.87, "deadline": 0.84, "cadence": 0.93, "targets": 0.69,
        "gaps": 0.82, "outline": 0.98, "kind": 0.79, "day": 0.98,
    },
    "bu": {
        "directives": 0.88, "lead": 0.88, "support": 0.88, "deadline": 0.88, "cadence": 0.84, "targets": 0.71,
        "gaps": 0.51, "outline": 0.98, "kind": 0.73, "day": 0.93,
    },
    "bv": {
        "directives": 0.88, "lead": 0.82, "support": 0.81, "deadline": 0.87, "cadence": 0.85, "targets": 0.65,
        "gaps": 0.87, "outline": 0.95, "kind": 0.73, "day": 0.95,
    },
    "bw": {
        "directives": 0.91, "lead": 0.88, "support": 0.79, "deadline": 0.91, "cadence": 0.86, "targets": 0.75,
        "gaps": 0.81, "outline": 0.99, "kind": 0.72, "day": 0.95,
    },
    "bx": {
        "directives": 0.92, "lead": 0.92, "support": 0.83, "deadline": 0.93, "cadence": 0.91, "targets": 0.87,
        "gaps": 0.91, "outline": 0.99, "kind": 0.85, "day": 0.99,
    },
    "by": {
        "directives": 0.88, "lead": 0.93, "support": 0.92, "deadline": 0.92, "cadence": 0.92, "targets": 0.87,
        "gaps": 0.91, "outline": 0.99, "kind": 0.76, "day": 0.96,
    },
    "bz": {
        "directives": 0.95, "lead": 0.95, "support": 0.95, "deadline": 0.96, "cadence": 0.94, "targets": 0.84,
        "gaps": 0.9, "outline": 0.99, "kind": 0.75, "day": 0.97,
    },
    "ca": {
        "directives": 0.94, "lead": 0.92, "support": 0.96, "deadline": 0.96, "cadence": 0.97, "targets": 0.78,
        "gaps": 0.89, "outline": 0.99, "kind": 0.82, "day": 0.97,
    },
    "cb": {
        "directives": 0.92, "lead": 0.93, "support": 0.96, "deadline": 0.86, "cadence": 0.96, "targets": 0.84,
        "gaps": 0.94, "outline": 0.99, "kind": 0.81, "day": 0.93,
    },
    "cc": {
        "directives": 0.91, "lead": 0.92, "support": 0.9, "deadline": 0.91, "cadence": 0.96, "targets": 0.83,
        "gaps": 0.78, "outline": 0.99, "kind": 0.76, "day": 0.84,
    },
    "cd": {
        "directives": 0.92, "lead": 0.89, "support": 0.93, "deadline": 0.91, "cadence": 0.95, "targets": 0.89,
        "gaps": 0.9, "outline": 0.99, "kind": 0.79, "day": 0.94,
    },
    "ce": {
        "directives": 0.87, "lead": 0.93, "support": 0.92, "deadline": 0.89, "cadence": 0.99, "targets": 0.79,
        "gaps": 0.8, "outline": 0.99, "kind": 0.77, "day": 0.96,
    },
    "cf": {
        "directives": 0.94, "lead": 0.92, "support": 0.95, "deadline": 0.9, "cadence": 0.94, "targets": 0.85,
        "gaps": 0.9, "outline": 0.99, "kind": 0.82, "day": 0.74,
    },
    "cg": {
        "directives": 0.89, "lead": 0.89, "support": 0.87, "deadline": 0.89, "cadence": 0.87, "targets": 0.84,
        "gaps": 0.85, "outline": 0.99, "kind": 0.73, "day": 0.97,
    },
    "ch": {
        "directives": 0.89, "lead": 0.93, "support": 0.93, "deadline": 0.91, "cadence": 0.89, "targets": 0.82,
        "gaps": 0.87, "outline": 0.99, "kind": 0.79, "day": 0.94,
    },
    "ci": {
        "directives": 0.89, "lead": 0.94, "support": 0.91, "deadline": 0.86, "cadence": 0.94, "targets": 0.68,
        "gaps": 0.88, "outline": 0.99, "kind": 0.78, "day": 0.93,
    },
    "cj": {
        "directives": 0.91, "lead": 0.91, "support": 0.89, "deadline": 0.92, "cadence": 0.94, "targets": 0.74,
        "gaps": 0.92, "outline": 0.99, "kind": 0.74, "day": 0.97,
    },
    "ck": {
        "directives": 0.9, "lead": 0.84, "support": 0.93, "deadline": 0.92, "cadence": 0.95, "targets": 0.73,
        "gaps": 0.81, "outline": 0.99, "kind": 0.82, "day": 0.92,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def scores():
    found = {kind: Scores() for kind in FLOORS}
    for path in sorted(DOCUMENTS.glob("*[0-9][0-9].json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        found[path.stem[:-2]].add(gold, read(text, document_id=path.stem).to_json())
    return found


@pytest.mark.parametrize(
    ("kind", "what", "least"),
    [(kind, what, least) for kind, floors in FLOORS.items() for what, least in floors.items()],
)
def test_no_figure_falls(scores, kind, what, least):
    assert scores[kind].f1(what) >= least


@pytest.mark.parametrize("kind", FLOORS)
def test_there_are_enough_documents(scores, kind):
    assert scores[kind].gold["directives"] >= 40


@pytest.mark.parametrize("kind", FLOORS)
def test_what_is_found_is_ordered(scores, kind):
    least = {
        "z": 0.9,
        "k": 0.9,
        "f": 0.9,
        "j": 0.88,
        "r": 0.91,
        "v": 0.9,
        "aq": 0.91,
        "ax": 0.87,
        "bc": 0.9,
        "bd": 0.89,
        "bj": 0.91,
        "bl": 0.9,
        "bn": 0.86,
        "bo": 0.9,
        "bp": 0.86,
        "bq": 0.89,
        "br": 0.89,
        "bs": 0.89,
        "bu": 0.88,
        "bv": 0.91,
        "by": 0.84,
        "ca": 0.9,
        "cb": 0.88,
        "cc": 0.88,
        "cd": 0.89,
        "ce": 0.82,
        "cg": 0.86,
        "ch": 0.83,
        "ci": 0.87,
        "cj": 0.88,
        "ck": 0.88,
    }.get(kind, 0.92)
    assert scores[kind].precision("directives") >= least


def test_every_document_has_its_floors():
    assert {path.stem[:-2] for path in DOCUMENTS.glob("*[0-9][0-9].json")} == FLOORS.keys()
