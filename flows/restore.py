"""A backup -> a warehouse again, in a fresh place or over a broken one."""

from dataclasses import dataclass, field
from pathlib import Path

from flows import forget, rebuild, runs
from flows.dumps import raw
from flows.errors import InputError, RefusedError
from flows.progress import followed
from flows.settings import SCHEMA_VERSION, Settings
from flows.steps import Steps
from flows.summary import Summary
from flows.warehouse import backup, build, compact, ledger, locks, places, release, takedown
from flows.warehouse.copies import copy


@dataclass
class Restored:
    """What a restore did: the backup, the fingerprint that is released now, what was moved aside, captures left out."""

    backup: Path
    fingerprint: str
    aside: list[Path] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)


def restore(settings: Settings, folder: Path, name: str | None = None) -> Restored:
    """Release a backup again, with its raw store and a build database that runs can go on from.

    The backup is checked before anything is touched. What stands in its way goes to X.state/aside/, nothing is deleted;
    older releases and raw files stay. What this warehouse has forgotten is taken out of the backup before it is
    released; a backup of an older schema is rebuilt. Raises InputError for a folder without a usable backup,
    RefusedError for one that is damaged.
    """
    source = backup.chosen(folder, name)
    missing = backup.check(source)
    if missing.len():
        raise InputError(
            f"{folder / 'raw'}: the raw store lacks {missing.len():,} captures of {source.name} (first: {missing[0]});"
            " choose another backup"
        )
    schema = ledger.schema_of(source)
    build.refuse_newer(schema)
    where = places.places(settings.warehouse)
    with locks.locked(where, "restore", settings.lock_wait_seconds):
        done = Restored(source, release.fingerprint_of(source))
        _bring_raw(where, folder / "raw", done)
        file = _bring_release(where, source, settings, done)
        _set_aside(where, places.log_of(where.build), done)
        _set_aside(where, where.build, done)
        file.replace(where.build)
        where.hold.unlink(missing_ok=True)
        if schema == SCHEMA_VERSION:
            release.release(where, done.fingerprint, settings.keep_releases)
    if schema != SCHEMA_VERSION:
        done.fingerprint = str(rebuild.rebuild(settings).fingerprint)
    return done


def _bring_raw(where: places.Places, folder: Path, done: Restored) -> None:
    """Copy the raw files of the backup that are not here, each read and held against the ids of its captures."""
    for file in followed("raw store", raw.files(folder), "bytes", lambda file: file.stat().st_size):
        raw.verify(file)
        target = where.raw / file.name
        if target.exists() and backup.digest(target) != backup.digest(file):
            _set_aside(where, target, done)
        where.raw.mkdir(exist_ok=True)
        backup.copy(file, target)


def _bring_release(where: places.Places, source: Path, settings: Settings, done: Restored) -> Path:
    """A copy of the backup's release, to be the build database; without what this warehouse has forgotten."""
    file = where.work / "restore.duckdb"
    copy(source, file)
    file.chmod(0o644)
    history = ledger.sources(where)
    if where.ledger.exists():
        _copy_aside(where, where.ledger, done)
    summary = Summary(run_id=runs.new_run_id())
    with build.opened(where, settings.memory_mib, file) as connection:
        done.forgotten = takedown.remember(connection, history[0]) if history else []
        if done.forgotten and build.schema_version(connection) == SCHEMA_VERSION:
            build.prepare(connection)
            runs.begin(connection, summary, "restore")
            forget.take_out(connection, dict.fromkeys(done.forgotten), settings, summary, Steps())
            runs.finish(connection, where, summary)
        else:
            ledger.save(connection, where)
    if summary.reason:
        raise RefusedError(f"{summary.reason}; nothing is restored")
    raw.remove(where.raw, done.forgotten)
    if summary.fingerprint:
        compact.compact(where, settings.memory_mib, file)
        done.fingerprint = summary.fingerprint
    return file


def _set_aside(where: places.Places, path: Path, done: Restored) -> None:
    if path.exists():
        path.rename(_aside(where, path, done))


def _copy_aside(where: places.Places, path: Path, done: Restored) -> None:
    copy(path, _aside(where, path, done))


def _aside(where: places.Places, path: Path, done: Restored) -> Path:
    """A name in X.state/aside/ that nothing has."""
    folder = where.state / "aside"
    folder.mkdir(exist_ok=True)
    target = folder / f"{len(list(folder.iterdir())) + 1:04}-{path.name}"
    done.aside.append(target)
    return target
