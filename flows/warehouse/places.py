"""The name of a warehouse -> where everything that persists lies."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from flows.errors import InputError
from flows.settings import Settings

PREFIX = "ducklake:"


def log_of(database: Path) -> Path:
    """Where DuckDB keeps the write-ahead log of a database file."""
    return database.with_name(f"{database.name}.wal")


@dataclass(frozen=True)
class Places:
    """The published file (a link to a release) and the state beside it: build database, releases, lock."""

    published: Path

    @property
    def state(self) -> Path:
        """X.state/ beside X.duckdb."""
        return self.published.with_suffix(".state")

    @property
    def build(self) -> Path:
        """The build database, ours alone."""
        return self.state / "build.duckdb"

    @property
    def raw(self) -> Path:
        """The raw store: the bytes of every capture."""
        return self.state / "raw"

    @property
    def ledger(self) -> Path:
        """What the bytes cannot tell, as of the last run that passed: metadata, runs, verdicts, what was forgotten."""
        return self.state / "ledger.duckdb"

    @property
    def lock(self) -> Path:
        """Who is at work on the warehouse."""
        return self.state / "lock"

    @property
    def work(self) -> Path:
        """What a run is making, before it has its place; emptied at the start of the next."""
        return self.state / "work"

    @property
    def hold(self) -> Path:
        """There after a rollback: runs release, but do not publish."""
        return self.state / "hold"

    @property
    def takedown(self) -> Path:
        """There while a capture is being forgotten: which, and why."""
        return self.state / "takedown.json"

    @property
    def told(self) -> Path:
        """What the webhook was told last, a file an event: the same is not told twice."""
        return self.state / "told"

    @property
    def releases(self) -> Path:
        """Released files, read-only, one a release."""
        return self.state / "releases"

    @property
    def reports(self) -> Path:
        """Pages for people."""
        return self.state / "reports"

    @property
    def quality_report(self) -> Path:
        """The data-quality report of the newest run."""
        return self.reports / "quality.html"

    @property
    def site(self) -> Path:
        """The report site of the release."""
        return self.state / "site"

    def data_docs(self, run_id: str) -> Path:
        """Great Expectations' own pages of a run, where they are asked for."""
        return self.reports / "data_docs" / run_id

    def release(self) -> Path | None:
        """The file that is published now, or None."""
        return self.published.resolve() if self.published.exists() else None

    @property
    def name(self) -> str:
        """The warehouse, for people."""
        return name_of(self.published)

    @property
    def release_name(self) -> str:
        """The file that is published now, for people."""
        return Path(str(self.release())).name


@dataclass(frozen=True)
class Lake(Places):
    """A DuckLake warehouse: `published` is its address, `kind` of its catalog; it has no releases but snapshots.

    `data` is where a new lake's files go, `folder` its state on this machine; both may be left out to read only.
    """

    kind: str
    address: str
    data: str
    folder: Path | None

    @property
    def state(self) -> Path:
        """The folder of raw store, lock and reports. Raises InputError where none is named."""
        if self.folder is None:
            raise InputError(f"{self.published}: name a folder for the state of this lake: STEPPE_STATE")
        return self.folder

    def release(self) -> Path | None:
        """None: nothing is released as a file."""
        return None

    @property
    def release_name(self) -> str:
        """The lake itself: it is read as of its last snapshot."""
        return self.name


def is_lake(published: Path | str) -> bool:
    """Whether the name is a lake's address."""
    return str(published).startswith(PREFIX)


def name_of(published: Path | str) -> str:
    """A warehouse, for people: the name of its file, or of a lake's catalog, and no host or user: sites tell it."""
    if not is_lake(published):
        return Path(published).name
    catalog = str(published).split(":", 2)[-1]
    database = re.search(r"dbname\s*=\s*(\S+)", catalog)
    return f"lake {database[1] if database else Path(catalog).name}"


def places(published: Path, *, may_be_lake: bool = False) -> Places:
    """Where the warehouse of that name lies. Raises InputError for a name that cannot be used.

    Whether the place can be written shows when that is needed: a warehouse on a read-only disk can be read.
    So is the name of a lake, but for what `may_be_lake`: most repairs are of files that a lake does not have.
    """
    if is_lake(published):
        if not may_be_lake:
            raise InputError(
                "this command works on the files of a .duckdb warehouse, and a lake has none: it keeps snapshots in its"
                ' catalog; see "Past one machine" in the README'
            )
        return _lake(str(published))
    path = Path(os.path.abspath(published.expanduser()))  # noqa: PTH100 - resolve() would follow the published link
    if path.suffix != ".duckdb":
        raise InputError(f"{published}: the warehouse's name must end in .duckdb")
    if path.exists() and not path.is_symlink():
        raise InputError(
            f"{published}: a file that Steppe did not publish stands there; move it or choose another name"
        )
    parent = next(folder for folder in path.parents if folder.exists())
    if not parent.is_dir():
        raise InputError(f"{published}: cannot write to {parent}, which is no folder; choose another place")
    return Places(path)


def _lake(name: str) -> Lake:
    """The lake of an address. Raises InputError for one that is none, or that holds a password."""
    kind, _, catalog = name.removeprefix(PREFIX).partition(":")
    if kind not in ("postgres", "sqlite") or not catalog:
        raise InputError(
            "the address of a lake is ducklake:postgres:dbname=NAME host=HOST or ducklake:sqlite:FILE, with its catalog"
            " in that database"
        )
    if "password" in catalog:
        raise InputError(
            "the address of a lake is told in logs and reports: leave the password out of it, and put it into"
            " PGPASSWORD or ~/.pgpass"
        )
    said = Settings()
    data, state = said.lake_data, said.state
    if kind == "sqlite":
        file = Path(os.path.abspath(Path(catalog).expanduser()))  # noqa: PTH100 - as above
        catalog = str(file)
        data = data or f"{file.with_suffix('.data')}/"
        state = state or file.with_suffix(".state")
    return Lake(Path(name), kind, f"{PREFIX}{kind}:{catalog}", data, state)
