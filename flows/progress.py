"""What long work says and how far it is -> who watches: bars in a terminal, log and artifact of a flow run."""

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Step:
    """So much of a piece of work is done: its label, `done` of `total`, and their unit, such as bytes or files."""

    label: str
    done: int
    total: int
    unit: str


tell: ContextVar[Callable[[str], None]] = ContextVar("tell", default=lambda line: None)
watch: ContextVar[Callable[[Step], None]] = ContextVar("watch", default=lambda step: None)


def followed(label: str, items: Iterable[T], unit: str, size: Callable[[T], int] = lambda item: 1) -> Iterator[T]:
    """The items, one after the other; who watches is told before the first and after each how much of all is done.

    >>> seen = []
    >>> told = watch.set(seen.append)
    >>> list(followed("copy", ["a", "bcd"], "bytes", len))
    ['a', 'bcd']
    >>> [(step.done, step.total) for step in seen]
    [(0, 4), (1, 4), (4, 4)]
    >>> watch.reset(told)
    """
    rest = list(items)
    sizes = [size(item) for item in rest]
    done, total = 0, sum(sizes)
    watch.get()(Step(label, done, total, unit))
    for item, one in zip(rest, sizes, strict=True):
        yield item
        done += one
        watch.get()(Step(label, done, total, unit))
