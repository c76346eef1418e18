"""What a run did, counted batch by batch, and as a person reads it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from flows import seeds
from flows.markdown import escaped
from flows.warehouse import load


@dataclass
class Summary:
    """What a run did: dumps seen, captures loaded and refused, articles recomputed, failed warnings, fingerprint."""

    run_id: str = ""
    captures_seen: int = 0
    captures_new: int = 0
    captures_quarantined: int = 0
    files_forgotten: int = 0
    is_held: bool = False
    articles_touched: int = 0
    fingerprint: str | None = None
    checked: Counter[str] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reason: str | None = None
    report: Path | None = None
    report_error: str | None = None
    is_idle: bool = False

    def add(self, batch: load.Batch) -> None:
        """Count what a batch loads and refuses."""
        self.captures_new += batch.captures.height
        self.files_forgotten += batch.forgotten.height
        whole = batch.quarantine.filter(pl.col("line_start").is_null())
        self.captures_quarantined += whole.height
        mends = dict(seeds.table("quarantine_reasons").select("reason", "mend").iter_rows())
        told = whole.select("reason", "detail").iter_rows()
        self.refusals += [f"{reason}: {detail}; {mends[reason]}" for reason, detail in told]
        self.add_warnings(batch.results)

    def add_warnings(self, results: pl.DataFrame) -> None:
        """Count the rows that warning checks looked at and those that broke them, over all batches of the run."""
        for row in results.filter(pl.col("severity") == "warning").iter_rows(named=True):
            check = f"{row['table_name']}: {row['check_name']}"
            self.checked[check] += row["checked_count"]
            self.unexpected[check] += row["unexpected_count"]

    @property
    def warnings(self) -> list[str]:
        """A line for each warning check that some row breaks."""
        broken = sorted((check, count) for check, count in self.unexpected.items() if count)
        return [f"{check} fails for {count:,} of {self.checked[check]:,}" for check, count in broken]

    def markdown(self) -> str:
        """The run in a table and a list, for a Prefect artifact."""
        rows = {
            "run": self.run_id,
            "dumps seen": self.captures_seen,
            "captures loaded": self.captures_new,
            "captures quarantined": self.captures_quarantined,
            "articles recomputed": self.articles_touched,
            "fingerprint": self.fingerprint,
            "quality report": self.report or self.report_error,
        }
        table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
        notes = "\n".join(f"- {escaped(line)}" for line in [*self.refusals, *self.warnings])
        return f"# Steppe run\n\n| | |\n|---|---|\n{table}\n\n{notes}\n"
