"""Pairs of names -> a picture of who stands beside whom: the same pairs, the same picture."""

import math
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 900.0, 560.0
MARGIN_X, MARGIN_Y = 90.0, 40.0
ROUNDS = 300
MOST_MET = 4


@dataclass(frozen=True)
class Node:
    """A name at its place in a box of 900 by 560, and how large it is drawn."""

    x: float
    y: float
    radius: float
    name: str
    kind: str
    label: str


@dataclass(frozen=True)
class Edge:
    """A line between two names, its width, and what it says."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    label: str


@dataclass(frozen=True)
class Network:
    """What is drawn."""

    nodes: list[Node]
    edges: list[Edge]


def network(rows: list[dict[str, Any]]) -> Network:
    """Names pull at those they meet and push all others; start on a circle by id, so nothing is left to chance.

    Rows are those of sql/5_pages/names/network.sql.
    """
    names = _names(rows)
    most = max((row["article_count"] for row in rows), default=1)
    weights = {(row["first_entity_id"], row["second_entity_id"]): row["article_count"] / most for row in rows}
    places = _settled(sorted(names), weights)
    largest = max((count for *_, count in names.values()), default=1)
    nodes = [
        Node(*places[key], round(5 + 13 * math.sqrt(count / largest), 1), name, kind, _told(key, name, count, rows))
        for key, (name, kind, count) in sorted(names.items(), key=lambda item: -item[1][2])
    ]
    return Network(nodes, [_edge(row, places, most) for row in reversed(rows)])


def _names(rows: list[dict[str, Any]]) -> dict[str, tuple[str, str, int]]:
    """entity_id -> name, type, articles."""
    return {
        row[f"{side}_entity_id"]: (
            row[f"{side}_canonical_name"],
            row[f"{side}_entity_type"],
            row[f"{side}_article_count"],
        )
        for row in rows
        for side in ("first", "second")
    }


def _told(key: str, name: str, count: int, rows: list[dict[str, Any]]) -> str:
    """The name, its articles, and whom it meets most often; rows come with the most articles first."""
    met = [
        f"{row[f'{other}_canonical_name']} ({row['article_count']:,})"
        for row in rows
        for side, other in (("first", "second"), ("second", "first"))
        if row[f"{side}_entity_id"] == key
    ]
    return f"{name}: {count:,} articles; most often with {', '.join(met[:MOST_MET])}"


def _edge(row: dict[str, Any], places: dict[str, tuple[float, float]], most: int) -> Edge:
    one, two = places[row["first_entity_id"]], places[row["second_entity_id"]]
    told = (
        f"{row['first_canonical_name']} and {row['second_canonical_name']}: {row['article_count']:,} articles together"
    )
    return Edge(*one, *two, round(0.75 + 5 * row["article_count"] / most, 2), told)


def _settled(keys: list[str], weights: dict[tuple[str, str], float]) -> dict[str, tuple[float, float]]:
    """Fruchterman and Reingold's layout, stretched to fill the box."""
    spots = [
        (math.cos(2 * math.pi * at / len(keys)), math.sin(2 * math.pi * at / len(keys))) for at in range(len(keys))
    ]
    index = {key: at for at, key in enumerate(keys)}
    pulls = [(index[one], index[two], weight) for (one, two), weight in weights.items()]
    ideal = 1.3 / math.sqrt(max(len(keys), 1))
    for turn in range(ROUNDS):
        spots = _moved(spots, pulls, ideal, heat=0.12 * (1 - turn / ROUNDS))
    return {key: _stretched(spots[at], spots) for key, at in index.items()}


def _moved(
    spots: list[tuple[float, float]], pulls: list[tuple[int, int, float]], ideal: float, heat: float
) -> list[tuple[float, float]]:
    """The places after one turn, none moved further than `heat`."""
    force = [[-0.4 * x, -0.4 * y] for x, y in spots]
    for one in range(len(spots)):
        for two in range(one):
            _push(force, spots, one, two, lambda apart: ideal**2 / apart)
    for one, two, weight in pulls:
        _push(force, spots, one, two, lambda apart, weight=weight: -weight * apart**2 / ideal)
    moved = []
    for (x, y), (right, down) in zip(spots, force, strict=True):
        far = math.hypot(right, down) or 1.0
        step = min(far, heat) / far
        moved.append((x + right * step, y + down * step))
    return moved


def _push(force: list[list[float]], spots: list[tuple[float, float]], one: int, two: int, strength: Any) -> None:
    right, down = spots[one][0] - spots[two][0], spots[one][1] - spots[two][1]
    apart = max(math.hypot(right, down), 0.01)
    by = strength(apart) / apart
    force[one][0] += right * by
    force[one][1] += down * by
    force[two][0] -= right * by
    force[two][1] -= down * by


def _stretched(spot: tuple[float, float], spots: list[tuple[float, float]]) -> tuple[float, float]:
    """The place in the box, by ranks half and half: names spread, and near ones stay near."""
    ends = [(min(axis), max(axis), sorted(axis)) for axis in zip(*spots, strict=True)]
    shares = [
        0.45 * (value - low) / ((high - low) or 1) + 0.55 * ranked.index(value) / max(len(ranked) - 1, 1)
        for value, (low, high, ranked) in zip(spot, ends, strict=True)
    ]
    return (
        round(MARGIN_X + shares[0] * (WIDTH - 2 * MARGIN_X), 1),
        round(MARGIN_Y + shares[1] * (HEIGHT - 2 * MARGIN_Y), 1),
    )
