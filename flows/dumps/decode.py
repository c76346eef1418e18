"""Raw bytes -> text, or the reason why they hold none."""

import codecs
from dataclasses import dataclass

CONTROL_SHARE = 0.01
MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data without a .gz ending",
    b"\x28\xb5\x2f\xfd": "zstd data without a .zst ending",
}
_CONTROL = bytes([*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


@dataclass(frozen=True)
class Decoded:
    """The text, and how many replacement characters stand for invalid bytes."""

    text: str
    invalid_byte_count: int = 0


@dataclass(frozen=True)
class Refusal:
    """Why bytes are no dump: a code of seeds/quarantine_reasons.csv, what is special, and the lines refused.

    `line_count` is None where nobody can tell: the bytes are no text, or could not be had.
    """

    reason: str
    detail: str
    line_count: int | None = None


def decode(raw: bytes) -> Decoded | Refusal:
    r"""Text of a dump: UTF-8 with or without BOM, or UTF-16 by its BOM; invalid bytes become U+FFFD and are counted.

    >>> decode("• KGS/USD".encode("utf-16")).text
    '• KGS/USD'
    >>> decode(b"caf\xe9").invalid_byte_count
    1
    >>> decode(b"").reason
    'empty'
    """
    if not raw:
        return Refusal("empty", "the file holds no byte", 0)
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            return Refusal("binary", f"the file is {what}")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _refuse_nul(_counted(raw, "utf-16"))
    if b"\x00" in raw:
        line_count = raw.count(b"\n") + (not raw.endswith(b"\n"))
        return Refusal("nul_bytes", f"{raw.count(0)} NUL bytes, the first at byte {raw.index(0)}", line_count)
    controls = len(raw) - len(raw.translate(None, _CONTROL))
    if controls > len(raw) * CONTROL_SHARE:
        return Refusal("binary", f"{controls} control characters in {len(raw)} bytes")
    text = _counted(raw, "utf-8-sig")
    return text if text.text else Refusal("empty", "the file holds nothing but a byte order mark", 0)


def _counted(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding))
    except UnicodeDecodeError:
        printed = raw.decode(encoding, errors="ignore").count("\ufffd")
        text = raw.decode(encoding, errors="replace")
        return Decoded(text, text.count("\ufffd") - printed)


def _refuse_nul(decoded: Decoded) -> Decoded | Refusal:
    if not decoded.text:
        return Refusal("empty", "the file holds nothing but a byte order mark", 0)
    if "\x00" in decoded.text:
        line_count = decoded.text.count("\n") + (not decoded.text.endswith("\n"))
        return Refusal("nul_bytes", f"{decoded.text.count(chr(0))} NUL characters", line_count)
    return decoded
