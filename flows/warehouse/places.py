"""The name of the published file -> where everything that persists lies; one run at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.errors import BusyError, InputError


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

    def data_docs(self, run_id: str) -> Path:
        """Great Expectations' own pages of a run, where they are asked for."""
        return self.reports / "data_docs" / run_id

    def release(self) -> Path | None:
        """The file that is published now, or None."""
        return self.published.resolve() if self.published.exists() else None

    def is_released(self, fingerprint: str | None) -> bool:
        """Whether the published file is a release with this fingerprint, by its name."""
        current = self.release()
        return bool(fingerprint and current and current.stem.endswith(f"-{fingerprint[:12]}"))


def places(published: Path) -> Places:
    """Where the warehouse of that name lies. Raises InputError for a name or a folder that cannot be used."""
    path = Path(os.path.abspath(published.expanduser()))  # noqa: PTH100 - resolve() would follow the published link
    if path.suffix != ".duckdb":
        raise InputError(f"{published}: the warehouse's name must end in .duckdb")
    if path.exists() and not path.is_symlink():
        raise InputError(
            f"{published}: a file that Steppe did not publish stands there; move it or choose another name"
        )
    parent = next(folder for folder in path.parents if folder.exists())
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise InputError(f"{published}: cannot write to {parent}; choose another place or change its permissions")
    return Places(path)


@contextmanager
def locked(where: Places) -> Iterator[None]:
    """Hold the warehouse for one run; the lock goes with the process. Raises BusyError when another holds it."""
    try:
        where.releases.mkdir(parents=True, exist_ok=True)
        handle = (where.state / "lock").open("w")
    except OSError as error:
        raise InputError(f"{where.state}: cannot write there ({error.strerror}); choose another place") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"{where.published}: another run is at work on it; wait for its end") from error
        yield
