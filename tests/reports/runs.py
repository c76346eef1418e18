"""A warehouse of a run that passed and one that was refused, over hostile dumps."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.errors import RefusedError
from flows.settings import Settings
from flows.warehouse.places import Places, places

ROOT = Path(__file__).resolve().parent.parent.parent
EVIL = """"'><script>window.hit=1</script><img src=x onerror="window.hit=2">\u202elatot\u202c\x1b[31m{{ 7*7 }}"""
EVIL_FILE = "'\"><img src=x onerror=window.hit=3>.txt"
DUPLICATE = (
    "INSERT INTO main.articles SELECT * REPLACE ($evil AS headline) FROM main.articles ORDER BY article_id LIMIT 20"
)


class Runs:
    """A warehouse after a run that passed and one that was refused, and the page that each of them left."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(
            dumps=[str(folder / "dumps")], warehouse=folder / "news.duckdb", data_docs=True, _env_file=None
        )
        self.where: Places = places(self.settings.warehouse)
        shutil.copytree(ROOT / "seeds" / "dumps", folder / "dumps")
        write_hostile_dumps(folder / "dumps")
        self.passed_run = pipeline.execute(self.settings)
        self.passed = self.where.quality_report.read_text(encoding="utf-8")
        (folder / "dumps" / "late.txt").write_text("Late\n\nA late line of a page.\n", encoding="utf-8")
        break_build(self.where)
        with pytest.raises(RefusedError) as refusal:
            pipeline.execute(self.settings)
        self.refusal = str(refusal.value)
        self.refused = self.where.quality_report.read_text(encoding="utf-8")


def write_hostile_dumps(folder: Path) -> None:
    """A listing with a hostile title, dumps of no layout and of no text, a hostile file name and page address."""
    text = (folder / "tag-water.txt").read_text(encoding="utf-8")
    head, title, rest = text.partition(next(line for line in text.splitlines() if line.istitle() or " " in line[30:]))
    (folder / "hostile.txt").write_text(f"{head}{EVIL} {title}{rest}", encoding="utf-8")
    (folder / EVIL_FILE).write_text("\n".join(f"{number} {EVIL}" for number in range(30)), encoding="utf-8")
    (folder / "nul.txt").write_bytes(b"NUL \x00 <script>window.hit=4</script>")
    manifest = folder / "manifest.csv"
    row = 'hostile.txt,"https://timesca.com/tag/""><script>window.hit=5</script>",,timesca\n'
    manifest.write_text(manifest.read_text(encoding="utf-8") + row, encoding="utf-8")


def break_build(where: Places) -> None:
    """Let some article stand twice in the build database, as a fault of ours would: a critical check finds it."""
    with duckdb.connect(str(where.build)) as connection:
        connection.execute(DUPLICATE, {"evil": EVIL})
