"""Figures of a page of the site -> what its template draws of them. A function a page, a row of PAGES each."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flows.reports.charts import Bar, columns, ribbon
from flows.reports.edits import edits
from flows.reports.network import network
from flows.reports.plots import places, steps
from flows.reports.text import shown
from flows.warehouse.figures import Figure

Found = dict[str, Figure]
Row = dict[str, Any]
SHOWN_ARTICLES = 40
MOST_EDITS = 5
SHADES = 5
SCRIPTS = ("charts.js", "tables.js")
TYPES = {
    "COUNTRY": "Countries",
    "PERSON": "People",
    "ORG": "Organisations",
    "GPE_OTHER": "Cities and regions",
    "LOCATION": "Places",
    "EVENT": "Events",
}


@dataclass(frozen=True)
class Page:
    """A page of the site, of the queries in sql/5_pages/<name>: its title, the most that it shows, what it draws."""

    name: str
    title: str
    limits: dict[str, int]
    drawn: Callable[[Found], dict[str, Any]]
    scripts: tuple[str, ...] = SCRIPTS

    @property
    def file(self) -> str:
        """Its file in the folder of the site."""
        return "index.html" if self.name == "overview" else f"{self.name}.html"


def overview(found: Found) -> dict[str, Any]:
    """Captures and new articles by month."""
    months = [{**row, "month": f"{row['month_starts_on']:%Y-%m}"} for row in found["by_month"].rows]
    return {
        "months": months,
        "captures_chart": columns(months, {"capture_count": "captures"}, "month"),
        "articles_chart": columns(months, {"article_count": "new articles"}, "month"),
    }


def rates(found: Found) -> dict[str, Any]:
    """Each pair with its chart, months, crosses and gaps."""

    def of(name: str, pair: Row) -> list[Row]:
        keys = ("base_currency", "quote_currency")
        return [row for row in found[name].rows if all(row[key] == pair[key] for key in keys)]

    sections = []
    for pair in found["pairs"].rows:
        observed, by_month = of("steps", pair), of("months", pair)
        printed = len(pair["rate_text"].partition(".")[2])
        ends = [row[name] for row in by_month for name in ("first_rate", "last_rate", "lowest_rate", "highest_rate")]
        sections.append(
            {
                **pair,
                "key": f"{pair['base_currency']}-{pair['quote_currency']}",
                "days": observed,
                "plot": steps(observed),
                "months": by_month,
                "scale": max(printed, places(ends)),
                "gaps": of("gaps", pair),
            }
        )
    legs = sorted({row["base_currency"] for row in found["crosses"].rows})
    crosses = {(row["base_currency"], row["quote_currency"]): row for row in found["crosses"].rows}
    return {"sections": sections, "legs": legs, "crosses_by_pair": crosses}


def articles(found: Found) -> dict[str, Any]:
    """Articles that stand on the page, those that the search looks through, and the edited ones with their edits."""
    listed = [
        {**row, "snippet": shown(row["beginning"]), "title": shown(row["headline"])} for row in found["latest"].rows
    ]
    return {
        "listed": listed[:SHOWN_ARTICLES],
        "searched": [
            [
                row["title"] or "Without a headline",
                row["snippet"],
                str(row["last_captured_on"] or "undated"),
                row["capture_id"],
                row["line_start"],
                row["line_end"],
            ]
            for row in listed
        ],
        "edited": [
            _edited(list(rows)) for _, rows in groupby(found["editions"].rows, key=lambda row: row["article_id"])
        ],
    }


def names(found: Found) -> dict[str, Any]:
    """Names by type with their months, the network, and the shade of each country."""
    starts = [row["month_starts_on"] for row in found["months"].rows]
    counts = {(row["entity_id"], row["month_starts_on"]): row["article_count"] for row in found["timeline"].rows}
    ranked = {kind: [row for row in found["ranking"].rows if row["entity_type"] == kind] for kind in TYPES}
    for row in found["ranking"].rows:
        months = [{"month": f"{day:%Y-%m}", "articles": counts.get((row["entity_id"], day), 0)} for day in starts]
        row["chart"] = columns(months, {"articles": "articles"}, "month")
        row["dated_count"] = sum(month["articles"] for month in months)
    countries = found["countries"].rows
    peak = max((row["article_count"] for row in countries if row["country_code"]), default=1)
    return {
        "types": TYPES,
        "ranked": {kind: rows for kind, rows in ranked.items() if rows},
        "starts": starts,
        "foremost": max(found["ranking"].rows, key=lambda row: row["article_count"], default=None),
        "graph": network(found["network"].rows),
        "tiles": [
            {**row, "shade": math.ceil(SHADES * math.sqrt(row["article_count"] / peak))}
            for row in countries
            if row["country_code"]
        ],
        "unfocused": next((row["article_count"] for row in countries if not row["country_code"]), 0),
    }


def news(found: Found) -> dict[str, Any]:
    """Each pair with its months: news above, the move of the currency below."""
    sections = []
    for (country, base, quote), rows in groupby(
        found["months"].rows, key=lambda row: (row["country_code"], row["base_currency"], row["quote_currency"])
    ):
        months = [{**row, "month": f"{row['month_starts_on']:%Y-%m}"} for row in rows]
        drawn = _every_month(months)
        sections.append(
            {
                "country": country,
                "base": base,
                "quote": quote,
                "base_name": months[0]["base_name"],
                "undated_count": months[0]["undated_count"],
                "months": months,
                "articles": columns(drawn, {"article_count": "articles that mention the country"}, "month"),
                "moves": _moves(drawn),
                "largest": max((abs(row["change_pct"] or 0) for row in months), default=0),
            }
        )
    return {"sections": sections}


def coverage(found: Found) -> dict[str, Any]:
    """The calendar of captures, and the bases of their days."""
    days = found["days"].rows
    peak = max((row["capture_count"] for row in days), default=0)
    first = days[0]["date"] if days else None
    return {
        "tiles": [
            {
                **row,
                "week": (row["date"] - first).days // 7,
                "shade": -(-SHADES * row["capture_count"] // peak) if peak else 0,
            }
            for row in days
        ],
        "peak": peak,
        "bases_ribbon": ribbon(
            {row["captured_on_basis"]: row["capture_count"] for row in found["bases"].rows},
            {row["captured_on_basis"]: row["captured_on_basis"] for row in found["bases"].rows},
        ),
    }


def captures(found: Found) -> dict[str, Any]:
    """Nothing but the rows."""
    return {}


def _edited(editions: list[Row]) -> Row:
    """An article with its editions, each with what it changed in the one before."""
    changes: list[Row] = []
    for before, after in zip(editions, editions[1:], strict=False):
        found = edits(before["body"], after["body"])
        changes.append({**after, "edits": found[:MOST_EDITS], "edit_count": len(found)})
    return {**editions[-1], "first": editions[0], "changes": changes}


def _every_month(months: list[Row]) -> list[Row]:
    """All months from the first to the last; one without a row has no news and no move."""
    by_start = {row["month_starts_on"]: row for row in months}
    first, last = (each.year * 12 + each.month - 1 for each in (min(by_start), max(by_start)))
    starts = [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]
    return [
        by_start.get(start, {"month": f"{start:%Y-%m}", "article_count": 0, "change_pct": None}) for start in starts
    ]


def _moves(months: list[Row]) -> list[Bar]:
    """Columns up for a currency that rose and down for one that fell, from the middle of the height."""
    peak = max((abs(row["change_pct"] or 0) for row in months), default=0)
    places = columns([{"month": row["month"], "one": 1} for row in months], {"one": ""}, "month").bars
    drawn = []
    for row, place in zip(months, places, strict=True):
        move = row["change_pct"] or 0
        height = round(50 * abs(move) / peak, 2) if peak else 0.0
        if height:
            top = 50 - height if move > 0 else 50.0
            series = "rise" if move > 0 else "fall"
            drawn.append(Bar(place.x, top, place.width, height, series, f"{row['month']}: {move:+.2f}%"))
    return drawn


PAGES = (
    Page("overview", "Overview", {"most_new": 8, "most_pairs": 12, "most_months": 48}, overview),
    Page(
        "rates",
        "Rates",
        {"most_pairs": 12, "most_days": 240, "most_months": 12, "most_crosses": 132, "most_gaps": 4},
        rates,
        scripts=("pairs.js", *SCRIPTS),
    ),
    Page(
        "articles",
        "Articles",
        {"most_articles": 2000, "most_edited": 8, "most_letters": 12000, "most_dwell": 15},
        articles,
        scripts=("search.js", *SCRIPTS),
    ),
    Page(
        "names",
        "Names",
        {
            "most_names": 8,
            "most_months": 24,
            "most_nodes": 22,
            "most_edges": 60,
            "most_countries": 24,
            "most_discovered": 15,
        },
        names,
        scripts=("names.js", *SCRIPTS),
    ),
    Page(
        "news",
        "News and rates",
        {"most_pairs": 12, "most_months": 24, "most_moves": 15},
        news,
        scripts=("pairs.js", *SCRIPTS),
    ),
    Page(
        "coverage", "Coverage", {"most_weeks": 53, "most_years": 30, "most_listings": 20, "most_undated": 20}, coverage
    ),
)
CAPTURES = Page("captures", "Captures", {}, captures)
