"""Files to batches."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.dumps.batches import batches
from flows.dumps.find import DumpFile


@settings(deadline=None)
@given(st.lists(st.integers(0, 50), max_size=40), st.integers(1, 5), st.integers(1, 100))
def test_batches_keep_order_and_limits(sizes: list[int], most_dumps: int, most_bytes: int) -> None:
    files = [DumpFile(str(number), size, 0) for number, size in enumerate(sizes)]
    cut = list(batches(files, most_dumps, most_bytes))
    assert [file for batch in cut for file in batch] == files
    for batch in cut:
        assert 1 <= len(batch) <= most_dumps
        assert len(batch) == 1 or sum(file.size for file in batch) <= most_bytes
