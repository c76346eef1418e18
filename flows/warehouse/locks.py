"""One run at a time on a warehouse: a lock that goes with its process, and says who holds it."""

import fcntl
import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

from flows.errors import BusyError, InputError
from flows.warehouse.faults import told
from flows.warehouse.places import Places

PAUSE_SECONDS = 0.1


@contextmanager
def locked(where: Places, what: str, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the warehouse for `what`, waiting for another holder at most so long.

    The kernel gives the lock back when its process ends, however it ends; what a killed one left in X.state/work/ is
    removed. Raises BusyError that names the holder, and InputError where the state cannot be written, or the disk is
    full, barred or failing at any moment of the work.
    """
    try:
        where.releases.mkdir(parents=True, exist_ok=True)
        handle = where.lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{where.state}: cannot write there ({error.strerror}); choose another place") from error
    with told(where.state), handle:
        _wait(where, handle, wait_seconds)
        _write(handle, json.dumps(_me(what)))
        shutil.rmtree(where.work, ignore_errors=True)
        where.work.mkdir()
        try:
            yield
        finally:
            shutil.rmtree(where.work, ignore_errors=True)
            _write(handle, "")


def holder(where: Places) -> tuple[bool, str]:
    """Whether the lock is held now, and who held it last where that is told: also a process that died with it."""
    try:
        handle = where.lock.open("r", encoding="utf-8")
    except OSError:
        return False, ""
    with handle:
        told = _holder(handle)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True, told
        return False, told


def _wait(where: Places, handle: TextIO, wait_seconds: float) -> None:
    end = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= end:
                waited = f" after {wait_seconds:g} s" if wait_seconds else ""
                raise BusyError(
                    f"{where.published}: another run is at work on it{_holder(handle)}; gave up{waited}. Wait for its"
                    " end, or wait longer with STEPPE_LOCK_WAIT_SECONDS"
                ) from error
        time.sleep(PAUSE_SECONDS)


def _me(what: str) -> dict[str, object]:
    now = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    return {"what": what, "pid": os.getpid(), "host": socket.gethostname(), "since": f"{now} UTC"}


def _holder(handle: TextIO) -> str:
    handle.seek(0)
    try:
        told = json.loads(handle.read())
        return f" ({told['what']}, process {told['pid']} on {told['host']}, since {told['since']})"
    except (ValueError, KeyError, TypeError):
        return ""


def _write(handle: TextIO, text: str) -> None:
    handle.seek(0)
    handle.truncate()
    handle.write(text)
    handle.flush()
