"""What an older Steppe or a crash left -> a warehouse that runs can go on from."""

from flows import forget, progress, rebuild
from flows.settings import Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse.places import is_lake


def why_needed(settings: Settings) -> str | None:
    """What is to be put in order before a run, told without doing it; None where nothing is."""
    if is_lake(settings.warehouse):
        return None  # a run on it left all of itself or nothing
    cut_short = forget.unfinished(settings)
    if cut_short:
        return f"the takedown of {cut_short[0]} was cut short: finishing it"
    why = rebuild.why_needed(settings)
    return f"{why}: rebuilding from the raw store" if why else None


def recover(settings: Settings, steps: Steps | None = None) -> Summary | None:
    """Rebuild a warehouse whose build is gone or of an older schema, finish a takedown; the last run's summary, if any.

    Raises InputError where captures cannot be had again, RefusedError when the audit refuses; the old release stays.
    """
    summary = None
    if is_lake(settings.warehouse):
        return None
    if why := rebuild.why_needed(settings):
        progress.tell.get()(f"{why}: rebuilding from the raw store")
        summary = rebuild.rebuild(settings, steps)
    if cut_short := forget.unfinished(settings):
        progress.tell.get()(f"the takedown of {cut_short[0]} was cut short: finishing it")
        summary = forget.forget(settings, *cut_short, steps)
    return summary
