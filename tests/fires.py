"""Which checks fire with which fault: `python -m tests.fires` writes the recorded lists anew.

Read the difference before you commit it: a check that fires no longer, or now fires with everything, shows there.
"""

import csv
import io
from typing import Protocol

RECORDED = "fires.csv"


class Named(Protocol):
    """A fault of a check."""

    check: str
    name: str


def record(found: list[tuple[Named, list[str]]]) -> str:
    """The CSV of faults: check, fault, the other checks that fire with it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["check", "fault", "also_fires"])
    for fault, checks in found:
        others = sorted(check for check in checks if check != fault.check)
        writer.writerow([fault.check, fault.name, " ".join(others)])
    return text.getvalue()


def main() -> None:
    """Write both lists."""
    from tests import check_cases, suite_cases

    with check_cases.open_good() as connection:
        reads = check_cases.tables_read()
        found = [(fault, check_cases.fired(connection, fault, reads)) for fault in check_cases.find_faults()]
        (check_cases.FAULTS / RECORDED).write_text(record(found), encoding="utf-8")
    with suite_cases.open_batch() as connection:
        found = [(fault, suite_cases.fired(connection, fault)) for fault in suite_cases.find_faults()]
        (suite_cases.FAULTS / RECORDED).write_text(record(found), encoding="utf-8")


if __name__ == "__main__":
    main()
