"""What a run did -> counts, notes and tables for a person, a log and an artifact."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from flows import seeds
from flows.markdown import escaped
from flows.warehouse import audit_log, changes, load, quarantine
from flows.warehouse.build import Connection


@dataclass
class Summary:
    """What a run did: dumps seen, captures loaded and refused, articles recomputed, failed warnings, fingerprint.

    `brought` is what it put in quarantine for the first time (reason, dump_count, line_count), `changed` the facts that
    it replaced (table_name, kind, fact_count), `checks` its verdicts, a row a check (columns of audit_log.verdicts).
    """

    run_id: str = ""
    captures_seen: int = 0
    captures_new: int = 0
    captures_quarantined: int = 0
    files_forgotten: int = 0
    is_held: bool = False
    articles_touched: int = 0
    fingerprint: str | None = None
    outlets: set[str] = field(default_factory=set)
    checked: Counter[str] = field(default_factory=Counter)
    unexpected: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    brought: pl.DataFrame = field(default_factory=pl.DataFrame)
    changed: pl.DataFrame = field(default_factory=pl.DataFrame)
    checks: pl.DataFrame = field(default_factory=pl.DataFrame)
    reason: str | None = None
    report: Path | None = None
    report_error: str | None = None
    is_idle: bool = False

    def add(self, batch: load.Batch) -> None:
        """Count what a batch loads and refuses."""
        self.captures_new += batch.captures.height
        self.outlets |= set(batch.captures["outlet"])
        self.files_forgotten += batch.forgotten.height
        self.captures_quarantined += batch.refused.height
        mends = dict(seeds.table("quarantine_reasons").select("reason", "mend").iter_rows())
        told = batch.refused.select("reason", "detail").iter_rows()
        self.refusals += [f"{reason}: {detail}; {mends[reason]}" for reason, detail in told]
        self.add_warnings(batch.results)

    def add_warnings(self, results: pl.DataFrame) -> None:
        """Count the rows that warning checks looked at and those that broke them, over all batches of the run."""
        for row in results.filter(pl.col("severity") == "warning").iter_rows(named=True):
            check = f"{row['table_name']}: {row['check_name']}"
            self.checked[check] += row["checked_count"]
            self.unexpected[check] += row["unexpected_count"]

    def add_records(self, connection: Connection) -> None:
        """Take what the build says of the run: new quarantine, changed facts, verdicts."""
        self.brought = quarantine.brought(connection, self.run_id)
        self.changed = changes.counted(connection, self.run_id)
        self.checks = audit_log.verdicts(connection, self.run_id)

    @property
    def outcome(self) -> str:
        """What was done, in one word."""
        if self.is_idle:
            return "nothing-new"
        return "refused" if self.reason else "held" if self.is_held else "released"

    @property
    def warnings(self) -> list[str]:
        """A line for each warning check that some row breaks."""
        broken = sorted((check, count) for check, count in self.unexpected.items() if count)
        return [f"{check} fails for {count:,} of {self.checked[check]:,}" for check, count in broken]

    @property
    def changes(self) -> list[str]:
        """A line for each kind of change to facts that were known before; ops.changes holds them one by one."""
        return [f"{count:,} {table}: {kind}" for table, kind, count in self.changed.iter_rows()]

    @property
    def quarantined(self) -> str:
        """What the run put in quarantine for the first time, in words."""
        rows = self.brought.iter_rows()
        return "; ".join(
            f"{reason}: {' and '.join([f'{dumps:,} dumps'] * bool(dumps) + [f'{lines:,} lines'] * bool(lines))}"
            for reason, dumps, lines in rows
        )

    def markdown(self) -> str:
        """The run in a table and a list, for a Prefect artifact."""
        rows = {
            "outcome": self.outcome,
            "reason": self.reason and escaped(self.reason),
            "run": self.run_id,
            "dumps seen": self.captures_seen,
            "captures loaded": self.captures_new,
            "captures quarantined": self.captures_quarantined,
            "articles recomputed": self.articles_touched,
            "fingerprint": self.fingerprint,
            "quality report": escaped(str(self.report or self.report_error or "")),
        }
        table = "\n".join(f"| {name} | {value} |" for name, value in rows.items() if value not in (None, ""))
        changed = [f"changed: {line}" for line in self.changes]
        notes = "\n".join(f"- {escaped(line)}" for line in [*self.notes, *changed, *self.refusals, *self.warnings])
        return f"# Steppe run\n\n| | |\n|---|---|\n{table}\n\n{notes}\n"
