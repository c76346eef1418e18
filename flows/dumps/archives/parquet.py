"""A Parquet file of texts with address and time -> the texts."""

from typing import Any, BinaryIO

from flows.dumps.archives.jsonl import of_row
from flows.dumps.archives.records import Found, Record, Source, Terms
from flows.dumps.archives.unpacked import MOST_RATIO, BombError, most_of
from flows.dumps.decode import Refusal
from flows.dumps.manifest import Metadata

ROWS = 16  # read at a time: as many as may each be as large as a dump


def records(file: Source, stream: BinaryIO, terms: Terms) -> Found:
    """Texts and what is passed over, in the order of the rows; `#row=` counts from 1.

    Raises ValueError for a file that is no Parquet or has no such text column, BombError for one that unpacks to too
    much.
    """
    import pyarrow.parquet as pq

    opened = pq.ParquetFile(stream, buffer_size=1 << 20, pre_buffer=False)
    wanted = (terms.text_column, terms.url_column, *terms.date_columns)
    columns = [name for name in wanted if name in opened.schema_arrow.names]
    if terms.text_column not in columns:
        raise ValueError(f"no column named '{terms.text_column}'; STEPPE_TEXT_COLUMN names another")
    _refuse_bomb(opened.metadata, file.size)
    number = 0
    for batch in opened.iter_batches(batch_size=ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            uri = f"{file.uri}#row={number}"
            if isinstance(row[terms.text_column], str):
                yield of_row(file, uri, row, terms)
            else:
                refusal = Refusal("malformed_record", f"no text in '{terms.text_column}'")
                yield Record(uri, file.size, file.modified_ns, Metadata(), refusal)


def _refuse_bomb(metadata: Any, size: int) -> None:
    groups = (metadata.row_group(number) for number in range(metadata.num_row_groups))
    if sum(group.total_byte_size for group in groups) > most_of(size):
        raise BombError(f"{size:,} bytes hold more than {MOST_RATIO} times as many")
