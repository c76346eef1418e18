"""The name of a file -> the kind of archive it is, and how it is compressed."""

from dataclasses import dataclass

COMPRESSIONS = (".gz", ".zst", ".bz2", ".xz")
SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
KINDS = {
    ".warc": "warc",
    ".wet": "warc",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".zip": "zip",
    ".tar": "tar",
}
WHOLE = ("parquet", "zip")  # compressed inside, and read from their end


@dataclass(frozen=True)
class Kind:
    """The reader of an archive, and the ending of its compression or nothing."""

    reader: str
    compression: str = ""


def kind_of(name: str) -> Kind | None:
    """The kind of archive that a file of this name is; None for a dump.

    >>> kind_of("CC-MAIN-00001.warc.wet.gz")
    Kind(reader='warc', compression='.gz')
    >>> kind_of("pages.tgz"), kind_of("page.txt.gz"), kind_of("pages.zip.gz")
    (Kind(reader='tar', compression='.gz'), None, None)
    """
    name = name.lower()
    for short, long in SHORT.items():
        name = name.removesuffix(short) + long if name.endswith(short) else name
    compression = next((ending for ending in COMPRESSIONS if name.endswith(ending)), "")
    bare = name.removesuffix(compression)
    reader = next((kind for ending, kind in KINDS.items() if bare.endswith(ending)), None)
    return Kind(reader, compression) if reader and not (compression and reader in WHOLE) else None
