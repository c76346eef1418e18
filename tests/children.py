"""Processes that run the plain functions and die where they are told, forked from one that has imported everything.

The server is started once: a line of JSON on its standard input is a job, and a fork of it does that job. It is forked
before Polars or DuckDB have run, so that no thread of theirs is lost in the fork.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOWS = str(ROOT / "flows")
PHASES = {"read": "parse", "refine": "parse", "publish": "release"}  # the other steps have the names of their phases
FILE_EVENTS = ("open", "os.rename", "os.remove", "os.symlink", "os.mkdir", "os.chmod", "shutil.copyfile")


@dataclass(frozen=True)
class Job:
    """What a child does: an action on a warehouse, and the fault that meets it.

    `fault`: none; `count` (none, but the points are told); `kill` (SIGKILL at point `at` of the phase); `cut` (killed
    by the kernel in the midst of the write that goes beyond `at` bytes of a file); `full` (from the phase on, no file
    may grow beyond `at` bytes); `bound` (permissions bind it, even where the tests run as root).
    """

    action: str
    dumps: list[str]
    warehouse: str
    fault: str = ""
    phase: str = ""
    at: int = 0
    capture_id: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


class Points:
    """Counts the points where a process may die, by phase, and kills it at the one that is asked for.

    A point is a call of one of our functions or of DuckDB, or a file that is opened, renamed, removed or copied: the
    moment before it.
    """

    def __init__(self, job: Job) -> None:
        self.job, self.phase, self.counts, self.is_on = job, "rest", Counter[str](), False
        sys.addaudithook(self._audit)

    def within(self, phase: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """The step, with its points counted under the phase."""

        def counted(*arguments: Any, **more: Any) -> Any:
            self.phase = phase
            self._starve(phase)
            try:
                return step(*arguments, **more)
            finally:
                self.phase = "rest"

        return counted

    def starving(self, phase: str, step: Callable[..., Any]) -> Callable[..., Any]:
        """The step, that may be the one where the disk is full."""

        def starved(*arguments: Any, **more: Any) -> Any:
            self._starve(phase)
            return step(*arguments, **more)

        return starved

    def _starve(self, phase: str) -> None:
        if self.job.fault == "full" and phase == self.job.phase:
            limit(self.job.at)

    def count(self, work: Callable[..., Any], *, is_on: bool = True) -> Callable[..., Any]:
        """The work, with its points counted, or not."""

        def counted(*arguments: Any, **more: Any) -> Any:
            before = self.is_on
            self._switch(is_on)
            try:
                return work(*arguments, **more)
            finally:
                self._switch(before)

        return counted if self.job.fault in ("count", "kill") else work

    def _switch(self, is_on: bool) -> None:
        self.is_on = is_on
        sys.setprofile(self._profile if is_on else None)

    def _profile(self, frame: Any, event: str, called: Any) -> None:
        is_ours = event == "call" and frame.f_code.co_filename.startswith(FLOWS)
        if is_ours or (event == "c_call" and called.__module__ == "_duckdb"):
            self._point()

    def _audit(self, event: str, arguments: Any) -> None:
        if self.is_on and event in FILE_EVENTS:
            self._point()

    def _point(self) -> None:
        self.counts[self.phase] += 1
        if self.job.fault == "kill" and (self.phase, self.counts[self.phase]) == (self.job.phase, self.job.at):
            os.kill(os.getpid(), signal.SIGKILL)


def perform(job: Job, points: Points) -> dict[str, Any]:
    """Do the job; returns what came of it: fingerprint, points by phase, whether nothing is left to do."""
    from flows import forget, pipeline, rebuild, recover
    from flows.quality import audit
    from flows.settings import Settings
    from flows.steps import Steps
    from flows.warehouse import ledger

    settings = Settings(dumps=job.dumps, warehouse=Path(job.warehouse), _env_file=None, **job.settings)
    names = Steps.__dataclass_fields__
    steps = Steps(**{n: points.within(PHASES.get(n, n), getattr(Steps, n)) for n in names})

    def run() -> pipeline.Summary:
        """What `steppe run` does, without Prefect."""
        summary = recover.recover(settings, steps)
        if summary is None or not pipeline.look_for_work(settings).is_empty:
            summary = pipeline.execute(settings, steps)
        return summary

    def forgotten() -> pipeline.Summary:
        """What `steppe forget` does; or what is left of it to be done, as `steppe run` does it."""
        return recover.recover(settings, steps) or forget.forget(settings, job.capture_id, "a test", steps)

    actions = {"ingest": run, "rebuild": lambda: rebuild.rebuild(settings, steps), "forget": forgotten}
    ledger.save = points.starving("ledger", ledger.save)
    audit._outcomes = points.count(audit._outcomes, is_on=False)  # millions of calls of Great Expectations, none ours
    summary = points.count(actions[job.action])()
    limit(resource.RLIM_INFINITY)
    told = {"fingerprint": summary.fingerprint, "points": points.counts, "report_error": summary.report_error}
    return told | {"is_idle": pipeline.look_for_work(settings).is_empty}


def main() -> None:
    """Serve: a job a line; answers with the child's process id, then with its end."""
    preload()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _child(Job(**json.loads(line)))
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def preload() -> None:
    """Import what takes seconds, and run nothing."""
    from flows.settings import quiet_environment

    quiet_environment()
    import great_expectations  # noqa: F401

    from flows import pipeline, recover, restore  # noqa: F401
    from flows.quality import refusal  # noqa: F401


def _child(job: Job) -> None:
    """Do the job, write what came of it beside the warehouse, and leave without any of the server's endings."""
    told: dict[str, Any] = {}
    try:
        _meet(job)
        told = perform(job, Points(job))
    except BaseException as error:
        told = {"error": type(error).__name__, "message": str(error), "traceback": traceback.format_exc()}
    finally:
        limit(resource.RLIM_INFINITY)
        with suppress(OSError):
            _answer(job).write_text(json.dumps(told))
        os._exit(0)


def limit(most_bytes: int) -> None:
    """Let no file of this process grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))


def _meet(job: Job) -> None:
    if job.fault == "cut":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        limit(job.at)
    if job.fault == "bound":
        _drop_capabilities()


def _drop_capabilities() -> None:
    """Give up root's right to pass over permissions: capset(2) of Linux with nothing in effect."""
    header, nothing = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing):
        raise OSError(ctypes.get_errno(), "capset")


def _answer(job: Job) -> Path:
    return Path(job.warehouse).with_suffix(".answer.json")


class Children:
    """The server, as the tests see it."""

    def __init__(self) -> None:
        self.server = subprocess.Popen(
            [sys.executable, "-m", "tests.children"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},  # the same points in every run
        )

    def start(self, job: Job) -> int:
        """Start a child; its process id."""
        assert self.server.stdin
        _answer(job).unlink(missing_ok=True)
        self.server.stdin.write(json.dumps(asdict(job)) + "\n")
        self.server.stdin.flush()
        return int(self._line())

    def end(self, job: Job) -> dict[str, Any]:
        """Wait for the child; what it told, with its exit code: minus the signal that ended it."""
        code = int(self._line())
        answer = _answer(job)
        return {"code": code, **(json.loads(answer.read_text()) if answer.exists() else {})}

    def run(self, job: Job) -> dict[str, Any]:
        """Start a child and wait for it."""
        self.start(job)
        return self.end(job)

    def close(self) -> None:
        """End the server."""
        self.server.communicate()

    def _line(self) -> str:
        assert self.server.stdout
        return self.server.stdout.readline()


if __name__ == "__main__":
    main()
