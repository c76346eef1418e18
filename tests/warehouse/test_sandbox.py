"""A question reads the release and nothing else: no file, no network, no setting, no memory or time without end."""

import contextlib
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from flows import pipeline
from flows.errors import InputError
from flows.settings import Settings
from flows.warehouse.places import Places, places
from flows.warehouse.query import query, released, status
from flows.warehouse.sandbox import Limits

ROOT = Path(__file__).resolve().parents[2]
# What must be refused, by what it tries: {F} is a file that exists, {W} a place to write to.
READS = """
SELECT * FROM read_csv('{F}')
SELECT * FROM read_csv_auto(['{F}'])
FROM '{F}'
FROM "{F}"
SELECT * FROM read_text('{F}')
SELECT * FROM read_text('/etc/pass*')
SELECT content FROM read_blob('/etc/passwd')
SELECT * FROM read_json('{F}')
SELECT * FROM read_json_objects('{F}')
SELECT * FROM read_ndjson('{F}')
SELECT * FROM read_parquet('{F}')
SELECT * FROM parquet_scan('{F}')
SELECT * FROM parquet_metadata('{F}')
SELECT * FROM parquet_schema('{F}')
SELECT * FROM sniff_csv('{F}')
SELECT * FROM glob('/etc/*')
SELECT * FROM glob('*')
FROM query_table('{F}')
FROM query('FROM read_text(''{F}'')')
SELECT (SELECT content FROM read_text('{F}'))
WITH a AS (FROM read_text('{F}')) FROM a
EXPLAIN ANALYZE SELECT * FROM read_text('{F}')
DESCRIBE FROM '{F}'
SUMMARIZE FROM '{F}'
SELECT * FROM sqlite_scan('{F}', 't')
SELECT * FROM postgres_scan('host=localhost', 'a', 'b')
SELECT * FROM st_read('{F}')
SELECT * FROM read_xlsx('{F}')
SELECT * FROM duckdb_secrets()
SELECT getenv('HOME')
SELECT * FROM getenv('HOME')
FROM local_frame
FROM LOCAL_FRAME
""".strip().split("\n")
NETWORK = """
FROM 'https://example.com/a.csv'
SELECT * FROM read_csv('https://example.com/a.csv')
SELECT * FROM read_parquet('s3://bucket/a.parquet')
SELECT * FROM read_text('http://169.254.169.254/latest/meta-data/')
FROM 'hf://datasets/a/b.csv'
ATTACH 'https://example.com/a.duckdb' AS a
ATTACH 'md:' AS a
ATTACH 'ducklake:a.ducklake' AS a
ATTACH 'postgres:host=localhost' AS a
""".strip().split("\n")
WRITES = """
COPY (SELECT 1) TO '{W}'
COPY rates TO '{W}' (FORMAT parquet)
COPY (SELECT 1) TO '/dev/stdout'
COPY rates FROM '{F}'
EXPORT DATABASE '{W}'
IMPORT DATABASE '{W}'
ATTACH '{W}' AS a
ATTACH ':memory:' AS a
CREATE TABLE a (b INT)
CREATE TEMP TABLE a AS SELECT 1
CREATE VIEW a AS SELECT 1
CREATE MACRO a() AS 1
CREATE SCHEMA a
CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')
CREATE PERSISTENT SECRET a (TYPE http, BEARER_TOKEN 'b')
DELETE FROM rates
UPDATE rates SET rate = 1
INSERT INTO rates FROM rates
MERGE INTO rates USING rates AS r ON false WHEN NOT MATCHED THEN INSERT
TRUNCATE rates
DROP TABLE rates
DROP VIEW report.rates_latest
ALTER TABLE rates RENAME TO a
COMMENT ON TABLE rates IS 'a'
CHECKPOINT
FORCE CHECKPOINT
VACUUM
ANALYZE
BEGIN
CALL enable_logging(storage = 'file', storage_config = {{'path': '{W}'}})
CALL force_checkpoint()
""".strip().split("\n")
SETTINGS = """
INSTALL httpfs
INSTALL '{F}'
FORCE INSTALL httpfs FROM 'http://example.com'
LOAD httpfs
LOAD 'fts'
LOAD '{F}'
UPDATE EXTENSIONS
SET enable_external_access = true
SET GLOBAL enable_external_access = true
SET SESSION enable_external_access = true
RESET enable_external_access
RESET GLOBAL lock_configuration
SET lock_configuration = false
SET allowed_directories = ['/']
SET allowed_paths = ['{F}']
SET allow_unsigned_extensions = true
SET autoload_known_extensions = true
SET custom_extension_repository = 'http://example.com'
SET memory_limit = '99GB'
SET threads = 64
SET temp_directory = '{W}'
SET home_directory = '/'
SET log_query_path = '{W}'
SET profiling_output = '{W}'
SET VARIABLE a = 1
PRAGMA enable_external_access = true
PRAGMA temp_directory = '{W}'
PRAGMA enable_profiling = 'json'
PRAGMA profiling_output = '{W}'
PRAGMA enable_logging
USE memory
DETACH w
PREPARE a AS SELECT 1
EXECUTE a
DEALLOCATE a
""".strip().split("\n")
SEVERAL = """
SELECT 1; SELECT 2
SELECT 1; COPY (SELECT 1) TO '{W}'
SET enable_external_access = true; FROM '{F}'
COPY (SELECT 1) TO '{W}'; SELECT 1
CREATE TEMP TABLE a AS SELECT 1; FROM a
SELECT 1;; COPY (SELECT 1) TO '{W}' --
SELECT 1 /* ; */ ; DELETE FROM rates
PREPARE a AS COPY (SELECT 1) TO '{W}'; EXECUTE a
""".strip().split("\n")
NOTHING = ["", " ", ";", "-- nothing", "SELEC 1", "SELECT", "\x00", "SELECT 1 FROM", "\U0010ffff"]
ANSWERED = """
FROM report.rates_latest
SELECT COUNT(*) FROM main.articles;
SELECT 1 AS a -- ; a comment
SELECT ';' AS a
DESCRIBE rates
SUMMARIZE rates
SHOW TABLES
SHOW ALL TABLES
EXPLAIN SELECT 1
VALUES (1)
WITH a AS (SELECT 1 AS b) FROM a
PIVOT rates ON base_currency USING MAX(rate) GROUP BY observed_on
UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b
FROM report.freshness(DATE '2025-12-08')
SELECT * FROM query('SELECT 42')
PRAGMA table_info('rates')
SELECT * FROM rates WHERE false
""".strip().split("\n")
local_frame = LOCAL_FRAME = pl.DataFrame({"a": [1]})


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Places:
    target = tmp_path_factory.mktemp("sandbox") / "w.duckdb"
    dumps = [str(ROOT / "seeds" / "dumps" / "2025-05-15_tag-tokayev.txt")]
    pipeline.execute(Settings(dumps=dumps, warehouse=target, _env_file=None))
    return places(target)


def everything(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("question", [*READS, *NETWORK, *WRITES, *SETTINGS, *SEVERAL, *NOTHING])
def test_a_question_that_is_more_than_one_is_refused(where: Places, tmp_path: Path, question: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,secret\n")
    before = everything(where.state)
    with pytest.raises(InputError, match="the question") as refused:
        query(where, question.format(F=file, W=tmp_path / "written"))
    assert "\n" not in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert everything(where.state) == before


@pytest.mark.parametrize("question", ANSWERED)
def test_a_question_that_reads_is_answered(where: Places, question: str) -> None:
    assert query(where, question).width


def test_a_log_that_a_question_turns_on_stays_in_memory(where: Places, tmp_path: Path) -> None:
    question = f"SELECT write_log('x') FROM enable_logging(storage = 'file', storage_config = {{'path': '{tmp_path}'}})"
    with contextlib.suppress(InputError):
        query(where, question)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "question",
    [
        "SELECT repeat('x', 2000000000)",
        "SELECT length(repeat('x', 4000000000))",
        "SELECT repeat('x', 20000000) FROM range(1000)",
        "SELECT list(range) FROM range(1000000000)",
        "SELECT string_agg(range) FROM range(1000000000)",
        "SELECT list_resize([1], 500000000, 2)",
        "FROM range(10000000000)",
        "SELECT a.range FROM range(100000) AS a, range(100000) AS b ORDER BY a.range * b.range",
        "SELECT a.range, b.range, count(*) FROM range(100000) AS a, range(100000) AS b GROUP BY ALL",
    ],
)
def test_a_question_that_explodes_is_one_line(where: Places, question: str) -> None:
    with pytest.raises(InputError, match=r"more than 200 MiB of memory; ask for less \(LIMIT\)"):
        query(where, question, Limits(memory_mib=200))
    assert query(where, "SELECT 1 AS a").item() == 1


def test_the_memory_of_the_process_is_bounded(where: Places) -> None:
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from flows.errors import InputError; from flows.warehouse.places import places\n"
        "from flows.warehouse.query import query; from flows.warehouse.sandbox import Limits\n"
        "query(places(Path(sys.argv[1])), 'SELECT 1')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for question in sys.argv[2:]:\n"
        "    try: query(places(Path(sys.argv[1])), question, Limits(memory_mib=200))\n"
        "    except InputError: print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    explode = ["SELECT repeat('x', 20000000) FROM range(1000)", "SELECT list(range) FROM range(1000000000)"]
    done = subprocess.run(
        [sys.executable, "-c", code, str(where.published), *explode], capture_output=True, text=True, check=True
    )
    grown = [int(one) for one in done.stdout.split()]
    assert len(grown) == 2
    assert max(grown) < 2 * 200 + 50


def test_a_question_without_end_is_stopped(where: Places) -> None:
    begin = time.monotonic()
    with pytest.raises(InputError, match="more than 1 s"):
        query(where, "SELECT COUNT(*) FROM range(10000000) AS a, range(10000000) AS b", Limits(seconds=1))
    assert time.monotonic() - begin < 30
    assert query(where, "SELECT 1 AS a", Limits(seconds=1)).item() == 1


def test_all_readers_but_the_export_are_shut_in(where: Places) -> None:
    import duckdb

    with released(where) as connection, pytest.raises(duckdb.PermissionException):
        connection.sql("FROM read_text('/etc/passwd')")
    assert status(where).counts["captures"] == 1


def test_the_command_line_says_no_in_one_line(where: Places, tmp_path: Path) -> None:
    for question in (f"COPY (SELECT 1) TO '{tmp_path}/a'", "FROM '/etc/passwd'", "SELECT repeat('x', 2000000000)"):
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "sql", question, "--warehouse", str(where.published)],
            cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "STEPPE_SQL_MEMORY_MIB": "200"},
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert list(tmp_path.iterdir()) == []
