"""An audit of few new articles: checks of one article's rows read these, and find in them what they find in all."""

from pathlib import Path

import pytest

from flows import pipeline
from flows.errors import RefusedError
from flows.settings import Settings
from flows.warehouse import build, checks, places
from flows.warehouse.check_files import header
from flows.warehouse.extract import TABLES, extract
from flows.warehouse.sql_files import layer
from flows.warehouse.verify import verify
from tests.asking import ask
from tests.check_cases import Fault, find_checks, find_faults, open_good, tables_read

WATER = (
    "The reservoir above the valley filled late this spring, and farmers waited for weeks until gates were open again"
)
WOOL = "A museum of carpets shows two hundred old pieces that weavers made from wool dyed with onion, madder or rust"
OF_ARTICLES = [file.name for file in layer(checks.SUITE) if header(file).is_of_article]
FAULTS = [fault for fault in find_faults() if fault.check in OF_ARTICLES]
CHECKED = """
SELECT check_name, checked_count, unexpected_count FROM quality.check_results
WHERE run_id = (SELECT max(run_id) FROM ops.runs)
    AND check_name IN ('articles_key', 'mentions_span', 'articles_unrelated_texts')
ORDER BY check_name
"""


def change(warehouse: Path, statement: str) -> None:
    with build.opened(places.places(warehouse), 480) as connection:
        connection.execute(statement)


def listing(*articles: tuple[str, str]) -> str:
    return "15 May 2025\n\nViewing results 1 - 6 of 6\n\n" + "".join(f"{one}\n\n{text}\n\n" for one, text in articles)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.check}: {fault.name}")
def test_articles_one_by_one_tell_what_all_together_tell(fault: Fault) -> None:
    """The promise of `-- Scope: article.`: what a check gives of an article depends on no other article."""
    query = find_checks()[fault.check]
    with open_good() as connection:
        connection.execute(fault.statements)
        whole = connection.execute(query).fetchall()
        told: set[str] = set()
        for (article,) in connection.execute("SELECT article_id FROM main.articles").fetchall():
            connection.execute("DELETE FROM ops.unaudited_articles")
            connection.execute("INSERT INTO ops.unaudited_articles VALUES (?)", [article])
            with extract(connection):
                told |= {str(row) for row in connection.execute(query).fetchall()}
        assert whole
        assert told == {str(row) for row in whole}


def test_an_extract_holds_what_its_checks_read() -> None:
    """And a check that warns is keyed by article: the next audit looks at what it warned of again."""
    reads = tables_read()
    assert {table for name in OF_ARTICLES for table in reads[name]} == set(TABLES)
    said = [header(file) for file in layer(checks.SUITE) if file.name in OF_ARTICLES]
    assert {tuple(one.key) for one in said if one.severity == "warning"} == {("article_id",)}


def test_few_new_articles_are_audited_alone_and_the_warnings_of_old_ones_stay(settings: Settings, sample: Path) -> None:
    title = "Water, Wool and a Title That Two Texts Share"
    (sample / "one.txt").write_text(listing((title, f"{WATER} in May.")), encoding="utf-8")
    (sample / "two.txt").write_text(listing((title, f"{WOOL} in June.")), encoding="utf-8")
    pipeline.execute(settings)
    ((_, articles, _), (_, _, warned), (_, mentions, _)) = ask(settings.warehouse, CHECKED)
    assert warned == 1
    assert articles > 30

    (sample / "three.txt").write_text(listing(("Kazakhstan Opens a Lock", f"{WATER} in Astana.")), encoding="utf-8")
    pipeline.execute(settings)
    assert ask(settings.warehouse, CHECKED) == [
        ("articles_key", articles + 1, 0),
        ("articles_unrelated_texts", 2, 1),
        ("mentions_span", 2, 0),
    ]

    (sample / "four.txt").write_text(listing(("Uzbekistan Shuts a Lock", f"{WOOL} in Tashkent.")), encoding="utf-8")
    change(settings.warehouse, """UPDATE ops.runs SET versions = '{"sql": "another"}'""")
    pipeline.execute(settings)
    assert ask(settings.warehouse, CHECKED)[2] == ("mentions_span", mentions + 4, 0)


def test_what_a_killed_run_made_is_audited_by_the_next(
    settings: Settings, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.execute(settings)
    (sample / "new.txt").write_text(listing(("Kazakhstan Opens a Lock", "Ships pass it in Aktau.")), encoding="utf-8")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(checks, "check_warehouse", killed)
        pipeline.execute(settings)
    change(
        settings.warehouse, "UPDATE main.article_versions SET char_count = 9 WHERE headline = 'Kazakhstan Opens a Lock'"
    )
    with pytest.raises(RefusedError, match="article_versions_text_counts"):
        pipeline.execute(settings)


def test_verify_reads_all(settings: Settings, sample: Path) -> None:
    """What changes an article behind Steppe's back is not seen by a run that has nothing to do with it."""
    pipeline.execute(settings)
    change(settings.warehouse, "UPDATE main.article_versions SET char_count = char_count + 1")
    (sample / "new.txt").write_text(listing(("Kazakhstan Opens a Lock", "Ships pass it in Aktau.")), encoding="utf-8")
    pipeline.execute(settings)
    failed = [one.name for one in verify(places.places(settings.warehouse)) if not one.is_success]
    assert failed == ["article_versions_text_counts (critical)"]
