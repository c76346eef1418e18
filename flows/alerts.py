"""What a run or an upkeep found -> the events that the webhook is told; what could not be told, as notes."""

import polars as pl

from flows.notify import Event, Kind, notify, settle
from flows.settings import Settings
from flows.summary import Summary
from flows.warehouse.places import Places


def of_run(where: Places, settings: Settings, summary: Summary, links: dict[str, str]) -> list[str]:
    """A refused run, or else new quarantine. A refusal for the same reason is told again after a run has passed."""
    if summary.report:
        links = {**links, "report": summary.report.as_uri()}
    counts = {
        "captures_seen": summary.captures_seen,
        "captures_new": summary.captures_new,
        "captures_quarantined": summary.captures_quarantined,
    }
    if summary.reason:
        event = Event(Kind.run_refused, summary.reason, summary.reason, summary.run_id, counts, links)
        return _notes(notify(settings.notify_url, where, event))
    if not summary.is_idle:
        settle(where, Kind.run_refused)
    if summary.brought.is_empty():
        return []
    counts |= {name: int(summary.brought[name].sum()) for name in ("dump_count", "line_count")}
    event = Event(Kind.new_quarantine, summary.quarantined, summary.run_id, summary.run_id, counts, links)
    return _notes(notify(settings.notify_url, where, event))


def of_freshness(where: Places, settings: Settings, outlets: pl.DataFrame, links: dict[str, str]) -> list[str]:
    """Outlets that went stale (rows of rhythm.SCHEMA), until all are fresh again."""
    stale = outlets.filter("is_stale")
    if stale.is_empty():
        settle(where, Kind.data_stale)
        return []
    reason = "; ".join(f"{outlet}: {why}" for outlet, why in stale.select("outlet", "why").iter_rows())
    subject = str(stale.select("outlet", "last_captured_on").rows())
    counts = {"outlets": outlets.height, "stale_outlets": stale.height}
    return _notes(notify(settings.notify_url, where, Event(Kind.data_stale, reason, subject, None, counts, links)))


def _notes(failed: str | None) -> list[str]:
    return [failed] if failed else []
