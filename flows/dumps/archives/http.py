"""The body of a server's answer, as it was sent -> the page's bytes, not much more than a limit."""

import io
from collections.abc import Iterator

from flows.dumps.archives.unpacked import DAMAGE, BombError, Unpacked
from flows.dumps.decode import Refusal

ENDINGS = {"gzip": ".gz", "x-gzip": ".gz", "deflate": ".zlib", "br": ".br", "zstd": ".zst"}


def page_of(body: bytes, transfer: str, content: str, limit: int) -> bytes | Refusal:
    r"""The page, unchunked and unpacked, as the headers Transfer-Encoding and Content-Encoding say.

    Crawlers may have unpacked it and kept the headers: a body that begins with markup is taken as it is. What is cut,
    damaged or packed otherwise is refused.

    >>> page_of(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "chunked", "", 99)
    b'abcde'
    >>> page_of(b"<p>", "", "gzip", 99)
    b'<p>'
    """
    if body.lstrip().startswith(b"<"):
        return body
    names = [name.strip().lower() for name in f"{content},{transfer}".split(",")]
    try:
        for name in reversed([name for name in names if name and name != "identity"]):
            if name == "chunked":
                body = b"".join(_chunks(body))
            elif name in ENDINGS:
                body = Unpacked(io.BytesIO(body), ENDINGS[name], len(body)).most(limit)
            else:
                return Refusal("corrupt_compression", f"the page is packed as '{name}', which is not known")
    except BombError as error:
        return Refusal("compression_ratio", str(error))
    except DAMAGE as error:
        return Refusal("corrupt_compression", f"the page cannot be unpacked: {error}")
    return body


def _chunks(body: bytes) -> Iterator[bytes]:
    """Chunks up to the last, empty one. Raises ValueError for what is none, EOFError where the last is missing."""
    start = 0
    while (end := body.find(b"\r\n", start)) >= 0:
        size = int(body[start:end].partition(b";")[0], 16)
        if size <= 0:
            return
        yield body[end + 2 : end + 2 + size]
        start = end + 2 + size + 2
    raise EOFError("the last chunk is missing")
