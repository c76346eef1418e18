"""A capture of the raw store -> its bytes, or its lines as the data model numbers them."""

from dataclasses import dataclass

from flows.dumps import raw
from flows.dumps.decode import Refusal, decode
from flows.errors import InputError
from flows.terminal import tame
from flows.warehouse.places import Places


@dataclass(frozen=True)
class Source:
    """The bytes of one capture."""

    capture_id: str
    raw: bytes

    def lines(self) -> list[str]:
        """Its lines, the first being line 1. Raises InputError for bytes that are no text."""
        decoded = decode(self.raw)
        if isinstance(decoded, Refusal):
            raise InputError(f"{self.capture_id}: no text ({decoded.detail}); send the bytes to a file to see them")
        lines = decoded.text.removesuffix("\n").split("\n")
        return [line.removesuffix("\r") for line in lines]


def source(where: Places, beginning: str) -> Source:
    """The capture whose id is, or alone begins with, what is given. Raises InputError for none, or several."""
    known = raw.index(where.raw)["capture_id"]
    found = known.filter(known.str.starts_with(beginning)).sort().to_list() if beginning else []
    if not found:
        raise InputError(
            f"{beginning}: no capture of the raw store {where.raw} begins so; ops.capture_files tells which there are"
        )
    if len(found) > 1:
        some = ", ".join(found[:3])
        raise InputError(f"{beginning}: {len(found)} captures begin so ({some} ...); give more of the id")
    capture_id, held = raw.read(where.raw, found).row(0)
    return Source(capture_id, held)


def numbered(lines: list[str], line: int | None, context: int) -> list[str]:
    r"""The lines with their numbers, ready for a terminal; of one line that and its neighbours, it marked with `>`.

    Raises InputError for a line that is not there.

    >>> numbered(["a", "b\x1b[2J", "c"], 2, 1)
    ['  1  a', '> 2  b\\x1b[2J', '  3  c']
    """
    if line is not None and not 1 <= line <= len(lines):
        raise InputError(f"line {line}: the dump has lines 1 to {len(lines)}")
    first, last = (1, len(lines)) if line is None else (max(1, line - context), min(len(lines), line + context))
    width = len(str(last))
    return [
        f"{'>' if number == line else ' '} {number:>{width}}  {tame(lines[number - 1])}"
        for number in range(first, last + 1)
    ]
