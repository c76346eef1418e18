"""Orders of batches <-> the workers of a Dask cluster, by Parquet on storage that every machine sees."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl

from flows import refine as alone
from flows.errors import InputError
from flows.refine import Order
from flows.settings import Settings
from flows.workers import Result

if TYPE_CHECKING:
    from flows.quality.refusal import Audited

INSTALL = "--engine dask needs more packages: `pip install 'steppe[cluster]'`, or `uv sync --extra cluster`"
ALONE = threading.Lock()  # Great Expectations has one context a process; a Dask worker may have several threads


@dataclass(frozen=True)
class Parcel:
    """What travels through the scheduler: an order without its dumps, and the folders where its frames lie."""

    order: Order
    folder: str
    matched: str


def refine(parcel: Parcel) -> list[str]:
    """In a worker: parse, match and audit; returns the addresses of the audited frames, `<name>.parquet`.

    Raises InputError where the worker's seeds or code are not those of the run.
    """
    with ALONE, TemporaryDirectory() as scratch:
        held = Path(scratch, "matched")
        with held.open("wb") as stream:
            for uri in _listed(parcel.matched):
                stream.write(_bytes(uri))
        order = replace(parcel.order, dumps=_read(f"{parcel.folder}/dumps.parquet"), matched=held)
        audited = alone.refine(order)
    folder = f"{parcel.folder}/{uuid.uuid4().hex}"  # of this attempt: one whose worker died may have left half of it
    return [_write(frame, f"{folder}/{name}.parquet") for name, frame in _frames(audited).items()]


class Cluster:
    """The workers of a cluster as a run sees them, and the folder of shared storage that is the run's own."""

    def __init__(self, submit: Callable[[Parcel], Any], size: int, folder: str) -> None:
        """`submit` hands a parcel to the cluster; `size` is how many workers there are."""
        self.send, self.size, self.folder = submit, size, folder
        self.told = 0  # bytes of the file of matched texts that the workers can see

    def submit(self, order: Order) -> Result:
        """Begin with a batch."""
        folder = f"{self.folder}/{order.batch_id}"
        _write(order.dumps, f"{folder}/dumps.parquet")
        self._tell(order.matched)
        travels = replace(order, dumps=order.dumps.clear(), matched=Path("matched"), docs=None)
        return Reply(order.batch_id, self.send(Parcel(travels, folder, f"{self.folder}/matched")), folder)

    def _tell(self, matched: Path) -> None:
        """Share what was added to the file of matched texts since: object stores cannot append."""
        with matched.open("rb") as stream:
            stream.seek(self.told)
            news = stream.read()
        if news or not self.told:
            _put(f"{self.folder}/matched/{self.told:020}", news)
            self.told += len(news)


@dataclass(frozen=True)
class Reply:
    """A batch that the cluster is at."""

    batch_id: str
    future: Any
    folder: str

    def result(self) -> "Audited":
        """Wait for the batch and read its frames. Raises InputError when workers or scheduler died or see no server."""
        from concurrent.futures import CancelledError

        import distributed

        try:
            uris = self.future.result()
        except (distributed.KilledWorker, CancelledError, OSError) as error:
            raise InputError(
                f"the cluster gave batch {self.batch_id} up: its workers or its scheduler died"
                f" ({type(error).__name__}), most often for want of memory: see to the cluster and run again"
            ) from error
        except RuntimeError as error:
            if "reach API" not in str(error):
                raise
            raise InputError(
                f"a worker cannot tell Prefect of batch {self.batch_id} ({error}); set PREFECT_API_URL to a server that"
                " all machines reach, and run again"
            ) from error
        audited = _audited({Path(uri).stem: _read(uri) for uri in uris})
        _remove(self.folder)
        return audited


@contextmanager
def crew(settings: Settings, submit: Callable[[Parcel], Any], size: int, work: Path) -> Iterator[Cluster]:
    """The cluster for a run, whose files lie in a folder of STEPPE_SHARED, or of `work` where that is not set."""
    folder = f"{settings.shared or work.absolute()}".rstrip("/") + f"/steppe-{uuid.uuid4().hex}"
    try:
        yield Cluster(submit, size, folder)
    finally:
        with suppress(OSError):
            _remove(folder)


def _frames(audited: "Audited") -> dict[str, pl.DataFrame]:
    """The frames by name, those of `parsed` among them."""
    return {**vars(audited.parsed), **{name: frame for name, frame in vars(audited).items() if name != "parsed"}}


def _audited(frames: dict[str, pl.DataFrame]) -> "Audited":
    from flows.parsing.parse import Parsed
    from flows.quality.refusal import Audited

    parsed = Parsed(**{field.name: frames.pop(field.name) for field in fields(Parsed)})
    return Audited(parsed, **frames)


def _read(uri: str) -> pl.DataFrame:
    with _open(uri, "rb") as stream:
        return pl.read_parquet(stream)


def _write(frame: pl.DataFrame, uri: str) -> str:
    with _open(uri, "wb") as stream:
        frame.write_parquet(stream)
    return uri


def _bytes(uri: str) -> bytes:
    with _open(uri, "rb") as stream:
        return bytes(stream.read())


def _put(uri: str, content: bytes) -> None:
    with _open(uri, "wb") as stream:
        stream.write(content)


def _open(uri: str, mode: str) -> Any:
    """A file of shared storage, its folder made. Raises InputError where its kind of storage is not installed."""
    import fsspec

    try:
        return fsspec.open(uri, mode, auto_mkdir=True) if "://" not in uri else fsspec.open(uri, mode)
    except (ImportError, ValueError) as error:
        raise InputError(f"STEPPE_SHARED {uri}: {error}") from error


def _listed(folder: str) -> list[str]:
    import fsspec

    files, path = fsspec.url_to_fs(folder)
    return [str(files.unstrip_protocol(name)) for name in sorted(files.ls(path, detail=False))]


def _remove(folder: str) -> None:
    import fsspec

    files, path = fsspec.url_to_fs(folder)
    if files.exists(path):
        files.rm(path, recursive=True)
