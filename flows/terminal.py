r"""Text from anywhere -> text that does nothing to a terminal but stand there.

Control characters, escape sequences, marks that turn the direction of writing, invisible tags and bytes that are no
UTF-8 come out as what they are: `\x1b[2J`.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderResult

# C0 without TAB and LF, DEL, C1, bidi marks, line separators, BOM, annotations, lone surrogates, tags.
ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
UNDECODED = range(0xDC80, 0xDD00)


def tame(text: str) -> str:
    r"""The text, every active character as its escape; line feeds and tabs stay.

    >>> tame("a\x1b[31m red \u202e\n")
    'a\\x1b[31m red \\u202e\n'
    """
    return ACTIVE.sub(_escape, text)


def one_line(text: str) -> str:
    r"""The text, tamed and on one line.

    >>> one_line("no\nsuch\tfile")
    'no\\nsuch\\tfile'
    """
    return tame(text).replace("\n", "\\n").replace("\t", "\\t")


def tame_json(text: str) -> str:
    r"""JSON that says the same without an active character.

    >>> tame_json('["\u202e"]')
    '["\\u202e"]'
    """
    return ACTIVE.sub(_json_escape, text)


def console(*, stderr: bool = False) -> "Console":
    """A console that tames all it prints, whatever it is made of: the one way of the command line to a terminal."""
    from rich.console import Console, RenderHook

    class Tamer(RenderHook):
        def process_renderables(self, renderables: list["ConsoleRenderable"]) -> list["ConsoleRenderable"]:
            return [_Tamed(one) for one in renderables]

    made = Console(stderr=stderr)
    made.push_render_hook(Tamer())
    return made


class _Tamed:
    """A renderable whose text is tamed after its styles are known, so that only they make escape sequences."""

    def __init__(self, renderable: Any) -> None:
        self.renderable = renderable

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        from rich.segment import Segment

        for segment in console.render(self.renderable, options):
            yield segment if segment.control else Segment(tame(segment.text), segment.style)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in UNDECODED:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
