"""Scores of gold sets -> quality.scorecard of the build database, for the next release to carry."""

import polars as pl

from flows.errors import InputError
from flows.warehouse.build import insert, opened, prepare, transaction
from flows.warehouse.load import now
from flows.warehouse.locks import locked
from flows.warehouse.places import Places


def store(where: Places, scores: pl.DataFrame, memory_mib: int, wait_seconds: float = 0.0) -> None:
    """Replace the scores of the same gold sets and gazetteer.

    Raises InputError when there is no build database, BusyError when a run holds it.
    """
    if not where.build.is_file():
        raise InputError(
            f"{where.published}: no warehouse there yet; make one with `steppe run --warehouse {where.published}`"
        )
    with locked(where, "score", wait_seconds), opened(where, memory_mib) as connection:
        prepare(connection)
        with transaction(connection):
            connection.register("new_scores", scores)
            connection.execute(
                "DELETE FROM quality.scorecard WHERE (gold_set, gazetteer_version) IN"
                " (SELECT (gold_set, gazetteer_version) FROM new_scores)"
            )
            connection.unregister("new_scores")
            insert(connection, "quality.scorecard", scores.with_columns(scored_at=now()))
