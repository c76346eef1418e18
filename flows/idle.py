"""A look for new work, before anything heavy is loaded -> what there is to say where there is none."""

from flows import pipeline, recover, runs
from flows.settings import Settings
from flows.summary import Summary
from flows.warehouse import places


def idle(settings: Settings, *, rehash: bool = False) -> Summary | None:
    """The summary of a run with nothing to do; None where there is work, then `flows.ingest` does it.

    Raises InputError for dumps, manifests or a warehouse that cannot be used.
    """
    if recover.why_needed(settings):
        return None
    work = pipeline.look_for_work(settings, rehash=rehash)
    if not work.is_empty:
        return None
    return runs.nothing_new(places.places(settings.warehouse, may_be_lake=True), work)
