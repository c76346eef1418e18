"""A .zst stream -> its decompressed bytes, in small pieces."""

from collections.abc import Iterator
from typing import BinaryIO

from zstandard import ZstdDecompressor, ZstdError

__all__ = ["ZstdError", "unzstd"]

PIECE = 256  # bytes read at a time: the densest 256 bytes make some 8 MB, so a bomb cannot fill the memory


def unzstd(stream: BinaryIO) -> Iterator[bytes]:
    """Decompressed pieces of all frames. Raises EOFError when the last frame is cut: the library's reader would not."""
    frame = ZstdDecompressor().decompressobj()
    is_open = False
    while piece := stream.read(PIECE):
        while piece:
            yield frame.decompress(piece)
            is_open = not frame.eof
            piece = frame.unused_data if frame.eof else b""
            if frame.eof:
                frame = ZstdDecompressor().decompressobj()
    if is_open:
        raise EOFError("the compressed file ended before its end-of-stream marker was reached")
