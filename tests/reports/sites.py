"""Report sites: of the sample with hostile pages and an edited article, and of a warehouse that holds nothing."""

import shutil
from pathlib import Path

from flows import pipeline
from flows.reports.site import write_site
from flows.settings import Settings
from flows.warehouse.places import Places, places
from tests.hostile import page as hostile

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("index", "rates", "articles", "names", "news", "coverage", "quality", "captures")
EDITED = "Herders of Naryn Count Their Horses Before the Snow"
LISTING = "https://timesca.com/tag/herders"
TEXT = (
    "The herders of Naryn in Kyrgyzstan have counted {number} horses before the first snow, says the council of the "
    "district. The count takes a week, and every family sends somebody to the pen by the river. Hay is dear this year, "
    "and the council of Naryn asks Bishkek for help with the {thing} that leads to the upper pastures of the valley."
)


class Sites:
    """Two sites, where they lie, and what warehouses they are of."""

    def __init__(self, folder: Path) -> None:
        dumps = folder / "dumps"
        shutil.copytree(ROOT / "seeds" / "dumps", dumps)
        hostile.write(dumps / "hostile")
        write_edited(dumps)
        self.where = loaded(dumps, folder / "news.duckdb")
        self.full = write_site(self.where).parent
        nothing = folder / "nothing"
        nothing.mkdir()
        (nothing / "nul.txt").write_bytes(b"NUL \x00 and no text")
        self.empty_where = loaded(nothing, folder / "empty.duckdb")
        self.empty = write_site(self.empty_where).parent


def loaded(dumps: Path, warehouse: Path) -> Places:
    """A warehouse of the dumps, however many of them are refused."""
    pipeline.execute(Settings(dumps=[str(dumps)], warehouse=warehouse, max_refused_share=1, _env_file=None))
    return places(warehouse)


def write_edited(folder: Path) -> None:
    """One listing on two days, and an article on it whose text changed in between."""
    rows = []
    for day, number, thing in ((15, "4,000", "road"), (16, "5,200", "bridge")):
        body = TEXT.format(number=number, thing=thing)
        name = f"herders-{day}.txt"
        text = f"{hostile.TICKER}{day} May 2025\n\nViewing results 1 - 6 of 6\n\n{EDITED}\n\n{body}\n\n"
        (folder / name).write_text(text, encoding="utf-8")
        rows.append(f"{name},{LISTING},,timesca\n")
    manifest = folder / "manifest.csv"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "".join(rows), encoding="utf-8")
