"""Parts -> the short ids that name facts."""

import hashlib


def make_id(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 over the parts joined by U+001F.

    >>> make_id("timesca", "headline")
    'b2c80996cd8c0bf9'
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
