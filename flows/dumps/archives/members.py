"""Files inside an archive -> dumps, as files of a folder would be."""

from collections import Counter
from pathlib import PurePath, PurePosixPath
from typing import IO
from urllib.parse import quote_from_bytes

from flows.dumps.archives.kinds import kind_of
from flows.dumps.archives.pages import bounded
from flows.dumps.archives.records import Passed, Record, Source, Terms
from flows.dumps.archives.unpacked import DAMAGE, BombError, Unpacked
from flows.dumps.decode import Refusal
from flows.dumps.find import COMPRESSED, ENDINGS
from flows.dumps.manifest import FILE_NAME, Metadata, Rows, rows_of
from flows.errors import InputError


class Members:
    """The files of one archive: their addresses, what manifests among them say, and their bytes."""

    def __init__(self, file: Source, terms: Terms):
        self._file = file
        self._terms = terms
        self._rows: dict[PurePath, Rows] = {}
        self._seen: Counter[str] = Counter()

    @staticmethod
    def is_manifest(name: str) -> bool:
        """Whether a member is a manifest."""
        return PurePosixPath(name).name == FILE_NAME

    def add_manifest(self, name: str, held: bytes) -> None:
        """Heed a manifest. Raises InputError for one that cannot be used."""
        try:
            text = held.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{name}: not UTF-8; save the manifest as UTF-8") from error
        self._rows[PurePosixPath(name).parent] = rows_of(name, text)

    def passed(self, name: str, *, is_file: bool, is_folder: bool) -> Passed | None:
        """Why a member is passed over, or None: as in a folder, only files that may be dumps count."""
        path = PurePosixPath(name)
        if is_folder:
            return Passed("folder")
        if not is_file:
            return Passed("link")
        is_hidden = any(part.startswith(".") and part != ".." for part in path.parts)
        if is_hidden or path.suffix.lower() not in ENDINGS or path.name == FILE_NAME or kind_of(path.name):
            return Passed("other_file")
        return None

    def record(self, name: str, held: bytes | Refusal) -> Record:
        """The record of a member. A second one of the same name gets a number."""
        path = PurePosixPath(name)
        if ".." in path.parts or path.is_absolute():
            held = Refusal("unreadable", "its name leads outside the archive")
        bare = "/".join(part for part in path.parts if part not in ("/", "..", "//"))
        self._seen[bare] += 1
        number = f"//{self._seen[bare]}" if self._seen[bare] > 1 else ""
        uri = f"{self._file.uri}//{_shown(bare)}{number}"
        return Record(uri, self._file.size, self._file.modified_ns, self._said(path), held)

    def _said(self, path: PurePath) -> Metadata:
        """What the nearest manifest says of a member."""
        rows = (self._rows.get(folder, {}).get(path.relative_to(folder).as_posix()) for folder in path.parents)
        return next((row for row in rows if row), Metadata())

    def held(self, name: str, stream: IO[bytes], size: int) -> bytes | Refusal:
        """The bytes of a member that is a dump; `size`: what it takes in the archive.

        Raises what the archive's stream raises, but for a member that is compressed itself.
        """
        suffix = PurePosixPath(name).suffix.lower()
        limit = self._terms.limit
        if suffix not in COMPRESSED:
            return bounded(Unpacked(stream, "", size).most(limit), limit)
        try:
            return bounded(Unpacked(stream, suffix, size).most(limit), limit)
        except BombError as error:
            return Refusal("compression_ratio", str(error))
        except DAMAGE as error:
            return Refusal("corrupt_compression", f"cannot be decompressed: {error}")


def _shown(name: str) -> str:
    """The name, one that is no UTF-8 with its bytes in percent signs."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return quote_from_bytes(name.encode("utf-8", "surrogateescape"))
    return name
