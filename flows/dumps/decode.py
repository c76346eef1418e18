"""Raw bytes -> text, or the reason why they hold none."""

import codecs
from dataclasses import dataclass

CONTROL_SHARE = 0.01
UNDECODED_SHARE = 0.5
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

    Where they are more than half of the letters, the text is in another encoding, and nobody can tell in which.

    >>> decode("• KGS/USD".encode("utf-16")).text
    '• KGS/USD'
    >>> decode(b"caf\xe9").invalid_byte_count
    1
    >>> decode("Сом растет к доллару".encode("cp1251")).reason
    'undecodable'
    >>> decode(b"").reason
    'empty'
    """
    if not raw:
        return Refusal("empty", "the file holds no byte", 0)
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            return Refusal("binary", f"the file is {what}")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _refuse_undecoded(_refuse_nul(_counted(raw, "utf-16")))
    if b"\x00" in raw:
        line_count = raw.count(b"\n") + (not raw.endswith(b"\n"))
        return Refusal("nul_bytes", f"{raw.count(0)} NUL bytes, the first at byte {raw.index(0)}", line_count)
    controls = len(raw) - len(raw.translate(None, _CONTROL))
    if controls > len(raw) * CONTROL_SHARE:
        return Refusal("binary", f"{controls} control characters in {len(raw)} bytes")
    text = _counted(raw, "utf-8-sig")
    return _refuse_undecoded(text) if text.text else Refusal("empty", "the file holds nothing but a byte order mark", 0)


def _counted(raw: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(raw.decode(encoding))
    except UnicodeDecodeError:
        printed = raw.decode(encoding, errors="ignore").count("\ufffd")
        text = raw.decode(encoding, errors="replace")
        return Decoded(text, text.count("\ufffd") - printed)


def _refuse_undecoded(decoded: Decoded | Refusal) -> Decoded | Refusal:
    if isinstance(decoded, Refusal) or not decoded.invalid_byte_count:
        return decoded
    invalid = decoded.invalid_byte_count
    letters = invalid + sum(map(str.isalpha, decoded.text))
    if invalid <= letters * UNDECODED_SHARE:
        return decoded
    return Refusal("undecodable", f"{invalid} of {letters} letters cannot be decoded", _line_count(decoded.text))


def _line_count(text: str) -> int:
    return text.count("\n") + (not text.endswith("\n"))


def _refuse_nul(decoded: Decoded) -> Decoded | Refusal:
    if not decoded.text:
        return Refusal("empty", "the file holds nothing but a byte order mark", 0)
    if "\x00" in decoded.text:
        return Refusal("nul_bytes", f"{decoded.text.count(chr(0))} NUL characters", _line_count(decoded.text))
    return decoded
