"""Dumps -> batches: the unit of work of a task and of a transaction."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar


class Weighed(Protocol):
    """What brings so many bytes into a batch."""

    @property
    def weight(self) -> int:
        """Bytes."""


T = TypeVar("T", bound=Weighed)


def batches(items: Iterable[T], most_dumps: int, most_bytes: int) -> Iterator[list[T]]:
    """Items in order, cut where a batch would hold more of them or of bytes than it may; a large one is alone.

    They are taken as they come: no more than a batch and one of them is held.
    """
    batch: list[T] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= most_dumps or size + item.weight > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.weight
    if batch:
        yield batch
