"""A compressed stream -> a stream of its bytes that holds little in memory and gives up on a bomb."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from zstandard import ZstdDecompressor, ZstdError

MOST_RATIO = 200  # as for a dump: pages of news shrink to a quarter; a page of one repeated ticker to a fiftieth
FREE_BYTES = 1 << 20  # so many bytes come out of any archive, however small it is
PIECE = 1 << 20
PACKED_PIECE = 1 << 16
ZSTD_PIECE = 1 << 8  # the densest make some 8 MB: its library has no limit on what one piece gives
XZ_MEMORY = 128 << 20
DAMAGE = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, ZstdError)


def most_of(size: int) -> int:
    """How many bytes may come out of so many."""
    return max(FREE_BYTES, size * MOST_RATIO)


class BombError(ValueError):
    """A stream that unpacks to more than MOST_RATIO times its size."""


class Unpacked(io.RawIOBase):
    """The bytes of a stream, decompressed by its ending; position counts decompressed bytes.

    Reading raises EOFError for a stream that is cut, BombError for one that unpacks to too much, else what the
    library raises (DAMAGE).
    """

    def __init__(self, stream: IO[bytes], compression: str, size: int):
        """`size`: that of the compressed stream, in bytes."""
        self._pieces = _unpack(stream, compression, most_of(size)) if compression else _plain(stream)
        self._left = memoryview(b"")
        self._position = 0
        self.tail = b""  # the last few bytes that were read

    def readable(self) -> bool:
        """Always."""
        return True

    def most(self, limit: int) -> bytes:
        """What is left of it, but never more than one byte over the limit."""
        pieces = []
        left = limit + 1
        while left > 0 and (piece := self.read(min(left, PIECE))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def tell(self) -> int:
        """How many decompressed bytes were read."""
        return self._position

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one piece goes; 0 at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        self._position += count
        self.tail = (self.tail + bytes(buffer[max(0, count - 4) : count]))[-4:]
        return count


def _plain(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _unpack(stream: IO[bytes], compression: str, most: int) -> Iterator[bytes]:
    """Decompressed pieces of all members, each at most PIECE (of zstd: some 8 MB) long, and `most` together."""
    make = _DECOMPRESSORS[compression]
    size = ZSTD_PIECE if compression == ".zst" else PACKED_PIECE
    inner, packed, is_open = make(), b"", False
    while True:
        if inner.eof:
            inner, packed, is_open = make(), inner.unused_data, False
            packed = packed.lstrip(b"\0") if compression == ".gz" else packed  # gzip is padded so on some media
        if not packed and inner.needs_input:
            packed = stream.read(size)
            if not packed:
                break
        piece, packed, is_open = inner.decompress(packed, PIECE), b"", True
        most -= len(piece)
        if most < 0:
            raise BombError(f"it holds more than {MOST_RATIO} times as many bytes")
        if piece:
            yield piece
    if is_open:
        raise EOFError("the compressed file ended before its end-of-stream marker was reached")


class _Gzip:
    """zlib in the manner of bz2 and lzma."""

    def __init__(self, window: int = 31) -> None:
        self._inner = zlib.decompressobj(window)

    def decompress(self, packed: bytes, most: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + packed, most)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data


class _Zstd:
    """zstandard in the manner of bz2 and lzma; a piece gives all that it holds."""

    needs_input = True

    def __init__(self) -> None:
        self._inner = ZstdDecompressor().decompressobj()

    def decompress(self, packed: bytes, most: int) -> bytes:
        return self._inner.decompress(packed)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data


class _Brotli:
    """brotli in the manner of bz2 and lzma."""

    unused_data = b""

    def __init__(self) -> None:
        import brotli

        self._inner, self._error = brotli.Decompressor(), brotli.error

    def decompress(self, packed: bytes, most: int) -> bytes:
        try:
            piece: bytes = self._inner.process(packed, output_buffer_limit=most)
        except self._error as error:
            raise ValueError(str(error) or "no brotli") from error
        return piece

    @property
    def eof(self) -> bool:
        return bool(self._inner.is_finished())

    @property
    def needs_input(self) -> bool:
        return bool(self._inner.can_accept_more_data())


_DECOMPRESSORS: dict[str, Callable[[], Any]] = {
    ".gz": _Gzip,
    ".zst": _Zstd,
    ".zlib": lambda: _Gzip(47),
    ".br": _Brotli,
    ".bz2": bz2.BZ2Decompressor,
    ".xz": lambda: lzma.LZMADecompressor(memlimit=XZ_MEMORY),
}
