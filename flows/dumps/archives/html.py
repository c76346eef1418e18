"""The bytes of an HTML page -> its text, one line a block, as the dumps and the public web texts have it."""

from flows.dumps.decode import Refusal


def text_of(held: bytes, charset: str) -> bytes | Refusal:
    """The text in UTF-8, all of it: a listing is navigation to those who look for the main content.

    List items get a bullet, blocks a blank line between them. `charset` is the server's; without it, or with one that
    nobody knows, the page's own or a guess counts.
    """
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    guess = detect_encoding(held, from_html_meta=True) or "utf-8"
    try:
        text = bytes_to_str(held, charset or guess)
    except LookupError:
        text = bytes_to_str(held, guess)
    found = extract_plain_text(text, preserve_formatting=True, main_content=False, alt_texts=False)
    if not found.strip():
        return Refusal("empty", "the page holds no text", 0)
    return f"{found}\n".encode("utf-8", "surrogatepass")
