"""A question of anyone -> its answer, from a connection that can neither write, nor leave the file, nor grow."""

import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

from flows.errors import InputError
from flows.warehouse.build import Connection

SANDBOX: dict[str, str] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "lock_configuration": "true",
}
READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
ROWS = 10_000
BOUNDS = threading.Lock()


@dataclass(frozen=True)
class Limits:
    """What one question may take: MiB of memory, its answer included, seconds, and threads (None: one a core)."""

    memory_mib: int = 1024
    seconds: int = 300
    threads: int | None = None

    @property
    def config(self) -> dict[str, str]:
        """The limits as DuckDB takes them."""
        threads = {"threads": str(self.threads)} if self.threads else {}
        return {"memory_limit": f"{self.memory_mib}MiB", **threads}


def answer(connection: Connection, question: str, limits: Limits) -> pl.DataFrame:
    """Rows that answer one statement that reads, asked of a connection opened with SANDBOX.

    Raises InputError, in one line, for what is no such statement, fails, or takes more memory or time than it may.
    """
    _refuse_other_than_one_read(question)
    clock = threading.Timer(limits.seconds, connection.interrupt)
    clock.start()
    try:
        with _bounded(limits.memory_mib):
            return _fetched(connection, question, limits)
    except duckdb.InterruptException as error:
        why = f"it took more than {limits.seconds} s; ask for less or raise STEPPE_SQL_SECONDS"
        raise InputError(f"the question is not answered: {why}") from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise InputError(_too_much(limits)) from error
    except (duckdb.Error, pa.ArrowException, pl.exceptions.PolarsError) as error:
        raise InputError(f"the question is not answered: {_first_line(error)}") from error
    finally:
        clock.cancel()


def _refuse_other_than_one_read(question: str) -> None:
    try:
        statements = duckdb.extract_statements(question)
    except duckdb.Error as error:
        raise InputError(f"the question is not answered: {_first_line(error)}") from error
    # PIVOT is taken apart by the parser: its parts have no text of their own.
    is_one = len(statements) == 1 or (bool(statements) and not any(one.query for one in statements))
    if not is_one or statements[-1].type not in READS:
        raise InputError("the question must be one statement that reads: SELECT, FROM, DESCRIBE, SUMMARIZE or EXPLAIN")


def _fetched(connection: Connection, question: str, limits: Limits) -> pl.DataFrame:
    """The answer, fetched piece by piece, so that one that is too large is never whole."""
    relation = connection.sql(question)
    reader = relation.to_arrow_reader(ROWS)
    batches, size = [], 0
    for batch in reader:
        size += batch.nbytes
        if size > limits.memory_mib * 2**20 // 2:
            raise InputError(_too_much(limits))
        batches.append(batch)
    frame = pl.from_arrow(pa.Table.from_batches(batches, reader.schema))
    return frame if isinstance(frame, pl.DataFrame) else frame.to_frame()


def _too_much(limits: Limits) -> str:
    return (
        f"the question is not answered: it takes more than {limits.memory_mib} MiB of memory;"
        " ask for less (LIMIT) or raise STEPPE_SQL_MEMORY_MIB"
    )


@contextmanager
def _bounded(mib: int) -> Iterator[None]:
    """Let this process allocate so much more and no more: DuckDB's own limit leaves out the strings it makes.

    One thread at a time: the limit is the process's, and each puts back what it found.
    """
    with BOUNDS:
        before = resource.getrlimit(resource.RLIMIT_DATA)
        # The limit counts what is there already, and answer and arguments stand beside DuckDB's own memory.
        most = _data_bytes() + (2 * mib << 20)
        if before[1] != resource.RLIM_INFINITY:
            most = min(most, before[1])
        resource.setrlimit(resource.RLIMIT_DATA, (most, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_DATA, before)


def _data_bytes() -> int:
    """Bytes that the limit counts now, as Linux tells; 0 where nothing tells."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmData:")), 0)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
