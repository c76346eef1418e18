"""The sample -> the pictures of the README: the site and the terminal, light and dark. `make pictures` runs it.

They lie in tests/pictures/, beside the script that makes them and out of the wheel. The terminal is drawn by rich as
SVG; pages are taken by a real Chromium.
"""

import re
import tempfile
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from flows import pipeline
from flows.reports.site import write_site
from flows.settings import Settings
from flows.warehouse.places import places
from tests.conftest import ROOT
from tests.hostile.pty_run import in_terminal
from tests.reports.conftest import chromium

FOLDER = ROOT / "tests" / "pictures"
PAGES = {"rates": "h2:has-text('KGS/USD')", "names": "body"}
SIZE = {"width": 1180, "height": 720}
COLUMNS, LINES = 106, (9, 2)
RATES = "SELECT base_currency, rate_text, rate_low, rate_high FROM report.rates_latest ORDER BY 1"
DUMP = "seeds/dumps/2025-05-15_tag-tokayev.txt"
# Paper, ink, and black, red, green, yellow, blue, magenta, cyan, white: names stand in black on the others.
THEMES = {
    "light": ("#faf8f3", "#22282b", "#22282b #f2b8ab #bfe0c6 #f0d9a0 #bcd3ee #d9cdf0 #a9dcdc #ddd7c9"),
    "dark": ("#15191b", "#e6e3db", "#15191b #f2937f #8bcba0 #e3b565 #8fb4e0 #a796cf #86c5ca #a2a9aa"),
}


def main() -> None:
    """All pictures of a warehouse of the sample."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "news.duckdb"
        pipeline.execute(Settings(dumps=["seeds/dumps"], warehouse=warehouse, _env_file=None))
        pages(write_site(places(warehouse)).parent)
        terminal(warehouse)


def pages(site: Path) -> None:
    """Pages of the site, from a place on."""
    with chromium() as browser:
        for scheme in THEMES:
            page = browser.new_page(color_scheme=scheme, viewport=SIZE)
            for name, place in PAGES.items():
                page.goto((site / f"{name}.html").as_uri())
                page.locator(place).first.evaluate("one => one.scrollIntoView()")
                page.screenshot(path=FOLDER / f"{name}-{scheme}.png")


def terminal(warehouse: Path) -> None:
    """Two commands and the first lines of what they say."""
    asked = [
        ("sql", f'"{RATES}"', [RATES, "--warehouse", warehouse]),
        ("explain --mentions", DUMP, ["--mentions", DUMP]),
    ]
    said = []
    for (command, shown, arguments), most in zip(asked, LINES, strict=True):
        lines = in_terminal(*command.split(), *arguments)[1].splitlines()[:most]
        said += [Text.assemble(("$ ", "bold"), (f"steppe {command} {shown}", "bold"))]
        said += [Text.from_ansi(line) for line in lines] + [Text()]
    for scheme, (paper, ink, colours) in THEMES.items():
        console = Console(record=True, width=COLUMNS, force_terminal=True, file=StringIO())
        for line in said[:-1]:
            console.print(line)
        shades = [rgb(one) for one in colours.split()]
        # The two bright ones that names stand on: grey and blue.
        theme = TerminalTheme(rgb(paper), rgb(ink), shades, [shades[7], *shades[1:]])
        # Without its fonts, which it would load from elsewhere.
        form = re.sub(r"@font-face {{.*?}}\n", "", CONSOLE_SVG_FORMAT, flags=re.S)
        drawn = console.export_svg(title="steppe", theme=theme, code_format=form, unique_id=scheme)
        (FOLDER / f"terminal-{scheme}.svg").write_text(drawn, encoding="utf-8")


def rgb(colour: str) -> tuple[int, int, int]:
    """#rrggbb in three numbers."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


if __name__ == "__main__":
    main()
