"""What the rules of texts get right and wrong: quiet on sound English, loud on other languages and on damage."""

from pathlib import Path

import polars as pl
import pytest

from flows.dumps.find import find
from flows.dumps.read import read
from flows.parsing.parse import parse
from flows.quality import evidence, texts
from flows.quality.suites import load_suite
from flows.references import parser_seeds
from tests.suite_cases import METADATA, ROOT

FOREIGN = {
    "Russian": "Правительство страны сообщило о том, что новая дорога через перевал будет открыта в конце года. ",
    "Kazakh": "Үкімет жаңа жолдың жыл соңында ашылатынын және оның екі ел арасындағы сауданы өсіретінін айтты. ",
    "Uzbek": "Hukumat yangi yoʻl yil oxirida ochilishini va u ikki davlat orasidagi savdoni oshirishini aytdi. ",
    "Kyrgyz": "Өкмөт жаңы жол жылдын аягында ачыларын жана ал эки өлкөнүн соодасын өстүрөрүн билдирди. ",
    "Turkmen": "Hökümet täze ýoluň ýylyň ahyrynda açyljakdygyny we onuň söwdany artdyrjakdygyny habar berdi. ",
    "Turkish": "Hükümet yeni yolun yıl sonunda açılacağını ve iki ülke arasındaki ticareti artıracağını söyledi. ",
    "German": "Die Regierung teilte mit, dass die neue Straße in den Bergen am Ende des Jahres geöffnet wird. ",
    "Dutch": "De regering meldde dat de nieuwe weg in de bergen aan het eind van het jaar zou worden geopend. ",
    "French": "Le gouvernement a annoncé que la nouvelle route dans les montagnes serait ouverte à la fin de l'an. ",
    "Chinese": "政府 表示 这条 新 公路 将 在 年底 开通 并 促进 两国 之间 的 贸易 。 ",
}
ENGLISH = "The government said that the new road over the pass is to be opened at the end of the year. "


def least_english() -> float:
    """The share that the suite asks for."""
    checks = {one["meta"]["check_name"]: one for one in load_suite("article_versions")["expectations"]}
    return float(checks["body_is_english"]["kwargs"]["min_value"])


def share(text: str) -> float | None:
    words = len(text.split())
    return pl.select(texts.english_share(pl.lit(text), pl.lit(words))).item()


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_told_from_english(language: str) -> None:
    assert share(FOREIGN[language] * 5) < least_english() / 1.5


def test_english_is_english_and_a_short_text_is_not_judged() -> None:
    assert share(ENGLISH * 3) > 3 * least_english()
    assert share("Қазақстан " * 49) is None
    assert share("Қазақстан " * 50) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Plain — “quoted”, São Paulo, Ñandú, Ürümqi, naïve café, €5, ©, ½, a\u00a0b, …", 0),
        ("Токаев, Қазақстан, Өзбекстан, тоқсан", 0),
        ("line\nbreak and\ttab", 0),
        ("Kazakhstan\ufffds", 1),
        ("cafÃ©", 1),
        ("Itâ€™s", 1),
        ("Â£5", 1),
        ("Ð¢Ð¾", 2),
        ("\x1b[31mred", 1),
        ("a\x00b", 1),
    ],
)
def test_damage_is_counted(text: str, count: int) -> None:
    assert pl.select(texts.damage_count(pl.lit(text))).item() == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("R&D; AT&T, 3 < 5 and 7 > 2, <3", 0),
        ("<p>Text</p>", 2),
        ("<script src='x'>", 1),
        ("Oil &amp; gas &#8217; &#x2019;", 3),
    ],
)
def test_markup_is_counted(text: str, count: int) -> None:
    assert pl.select(texts.markup_count(pl.lit(text))).item() == count


def test_letters_a_word() -> None:
    glued = "thegovernmentsaidthatthenewroadistobeopened" * 10
    assert pl.select(texts.letters_a_word(pl.lit(glued), pl.lit(20))).item() > 15
    assert pl.select(texts.letters_a_word(pl.lit(glued), pl.lit(19))).item() is None


def test_no_rule_of_texts_fires_on_the_sample() -> None:
    assert false_alarms(ROOT / "seeds" / "dumps", least=40) == []


def test_no_rule_of_texts_fires_on_the_shared_dumps(shared_seeds: Path, shared_captures: Path) -> None:
    assert false_alarms(shared_seeds, least=20) + false_alarms(shared_captures, least=50) == []


def false_alarms(folder: Path, least: int) -> list[str]:
    """The texts of a folder of English dumps that some rule of texts would warn of."""
    files, _, _ = read(find([str(folder)]), 2**26)
    given = {"page_url": pl.String, "outlet": pl.String, "captured_on_basis": pl.String, **METADATA}
    dumps = files.with_columns(pl.lit(None, kind).alias(name) for name, kind in given.items()).sort("capture_id")
    prints = evidence.article_versions(parse(dumps, parser_seeds(), "version", "timesca").prints)
    assert prints["english_share"].count() >= least
    wrong = prints.filter(
        (pl.col("english_share") < least_english())
        | (pl.col("damage_count") > 0)
        | (pl.col("markup_count") > 0)
        | ~pl.col("letters_a_word").is_between(3, 15)
        | (pl.col("word_count") > 10_000)
    )
    return wrong["print_id"].to_list()
