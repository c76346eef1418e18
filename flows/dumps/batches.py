"""Dump files -> batches: the unit of work of a task and of a transaction."""

from collections.abc import Iterable, Iterator

from flows.dumps.find import DumpFile


def batches(files: Iterable[DumpFile], most_dumps: int, most_bytes: int) -> Iterator[list[DumpFile]]:
    """Files in order, cut where a batch would hold more dumps or bytes than it may; a large file is alone."""
    batch: list[DumpFile] = []
    size = 0
    for file in files:
        if batch and (len(batch) >= most_dumps or size + file.size > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield batch
