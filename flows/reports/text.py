"""Other people's text and our numbers -> what a page may show of them."""

import re
import unicodedata
from datetime import date, datetime

from markupsafe import Markup, escape

SNIPPET = 160
MOST_MARKS = 2
SPACE = re.compile(r"[ \t\r\n\u00a0]+")
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown(value: object, most: int = SNIPPET) -> str:
    r"""The text on one line, cut to `most` characters, with what cannot be seen or turns the order made visible.

    Controls, bidi marks, zero-width and unassigned characters become their code points; of the marks heaped on one
    letter the first two stay. It is not escaped: the template does that.

    >>> shown("Som falls\u202e\x1b[31m")
    'Som falls⟨U+202E⟩⟨U+001B⟩[31m'
    >>> shown("tenge " * 9, most=12)
    'tenge tenge…'
    """
    if value is None:
        return ""
    words = SPACE.sub(" ", str(value)[: 4 * most]).strip()
    text, marks = [], 0
    for letter in words:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            text.append(f"⟨U+{ord(letter):04X}⟩" if kind in HIDDEN else letter)
    kept = "".join(text[:most])
    return kept if len(text) <= most and len(str(value)) <= 4 * most else f"{kept.rstrip()}…"


def around(text: str, name: str, most: int = SNIPPET) -> str:
    """The text as `shown`, begun later, at a word, where the cut would else take the name out.

    >>> around("Of all the banks that the city has, one alone, Altyn Bank, lends to farmers", "Altyn Bank", most=30)
    '… one alone, Altyn Bank, lends t…'
    """
    at = text.find(name)
    if at < 0 or at + len(name) <= most:
        return shown(text, most)
    begin = text.rfind(" ", 0, max(at - (most - len(name)) // 2, 0)) + 1
    return f"… {shown(text[begin:], most)}"


def prose(value: object, most: int = 400) -> Markup:
    """The text as `shown`, escaped, with what stands between backticks set as code.

    >>> prose("run `steppe show <id>` & look")
    Markup('run <code>steppe show &lt;id&gt;</code> &amp; look')
    """
    parts = shown(value, most).split("`")
    marked = [Markup("<code>{}</code>").format(part) if at % 2 else escape(part) for at, part in enumerate(parts)]
    return Markup().join(marked)


def count(value: float | None) -> str:
    """A whole number with its thousands set apart; a dash for none.

    >>> count(1234567), count(None)
    ('1,234,567', '–')
    """
    return "–" if value is None else f"{value:,.0f}"


def share(part: float | None, whole: float | None) -> str:
    """Per cent, never rounded to none or all of it where it is not; a dash where there is nothing to divide by.

    >>> share(1, 3), share(1, 5000), share(4999, 5000), share(2, 2), share(0, 0)
    ('33.3%', '<0.1%', '>99.9%', '100%', '–')
    """
    if part is None or not whole:
        return "–"
    if part in (0, whole):
        return "100%" if part else "0%"
    per_cent = 100 * part / whole
    if per_cent < 0.1:
        return "<0.1%"
    return ">99.9%" if 99.9 < per_cent < 100 else f"{per_cent:.1f}%"


def day(value: date | None) -> str:
    """A date, or that it is unknown."""
    return "unknown" if value is None else f"{value:%Y-%m-%d}"


def moment(value: datetime | None) -> str:
    """A timestamp to the minute, UTC; a dash for none."""
    return "–" if value is None else f"{value:%Y-%m-%d %H:%M} UTC"


def plural(number: float, one: str, many: str = "") -> str:
    """The number and its noun.

    >>> plural(1, "dump"), plural(1200, "dump"), plural(2, "has", "have")
    ('1 dump', '1,200 dumps', '2 have')
    """
    return f"{count(number)} {one if number == 1 else many or one + 's'}"
