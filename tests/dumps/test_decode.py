"""Bytes to text, or to the reason why not."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dumps.decode import Decoded, Refusal, decode

TEXT = "• KGS/USD = 0.01144 0%\r\n15 мая 2025 — “quote” 🏠\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_text_is_the_same_in_each_encoding(raw: bytes) -> None:
    assert decode(raw) == Decoded(TEXT, 0)


def test_invalid_bytes_are_replaced_and_counted() -> None:
    assert decode(b"caf\xe9 and \xff\xfe na\xefve \xef\xbf\xbd") == Decoded(
        "caf\ufffd and \ufffd\ufffd na\ufffdve \ufffd", 4
    )


RUSSIAN = "KGS/USD = 0.01144 0%\n\nПастухи договорились о порядке пастбищ\n\nСтада уходят в горы в середине апреля.\n"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_a_text_in_another_encoding_is_refused(encoding: str) -> None:
    refusal = decode(RUSSIAN.encode(encoding))
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.line_count) == ("undecodable", 5)


def test_a_few_letters_of_another_encoding_are_replaced() -> None:
    decoded = decode("Le café des éleveurs est fermé à Almaty".encode("cp1252"))
    assert isinstance(decoded, Decoded)
    assert decoded.invalid_byte_count == 4


def test_a_cut_utf16_pair_is_replaced() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8")
    assert decoded == Decoded("ab\ufffd", 1)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (b"text\x00text", "nul_bytes"),
        ("text".encode("utf-16-le"), "nul_bytes"),
        (codecs.BOM_UTF32_LE + "text".encode("utf-32-le"), "nul_bytes"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"%PDF-1.7", "binary"),
        (b"\x1f\x8b\x08", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, reason: str) -> None:
    refusal = decode(raw)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == reason
    assert refusal.detail


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    decoded = decode(raw)
    if isinstance(decoded, Decoded):
        decoded.text.encode("utf-8")
        assert "\x00" not in decoded.text
        assert 0 <= decoded.invalid_byte_count <= len(raw)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=100).filter(lambda text: "\x00" not in text))
def test_valid_text_is_never_changed(text: str) -> None:
    decoded = decode(text.encode())
    assert isinstance(decoded, Refusal) or decoded == Decoded(text.removeprefix("\ufeff"), 0)
