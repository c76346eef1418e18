"""A real Dask cluster on loopback: a scheduler and workers in processes of their own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The first worker that opens a batch while the file `hold` is there says who it is and does not go on.
HOLD = """
import os, sys, time
def hold(event, arguments):
    if event == "open" and str(arguments[0]).endswith("/dumps.parquet"):
        folder = os.environ["HOLD"]
        try:
            os.rename(folder + "/hold", folder + "/taken")
        except OSError:
            return
        with open(folder + "/pid.new", "w") as stream:
            stream.write(str(os.getpid()))
        os.rename(folder + "/pid.new", folder + "/pid")
        time.sleep(600)
sys.addaudithook(hold)
"""


class DaskCluster:
    """A scheduler, `address`, and as many workers as are started."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where its logs lie, and the hook of its workers."""
        self.folder = folder
        (folder / "sitecustomize.py").write_text(HOLD)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(port))
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> None:
        """Start one more worker, of one thread."""
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory", str(self.folder))
        self.workers.append(self._start("worker", self.address, *options))

    def hold(self) -> None:
        """Have the next worker that opens a batch stand still."""
        for name in ("taken", "pid"):
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / "hold").touch()

    def held(self) -> int:
        """Wait for the worker that stands still; its process id."""
        end = time.monotonic() + 120
        while not (self.folder / "pid").exists():
            if time.monotonic() > end:
                raise TimeoutError("no worker opened a batch")
            time.sleep(0.05)
        return int((self.folder / "pid").read_text())

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, what: str, *options: str) -> "subprocess.Popen[bytes]":
        with (self.folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "distributed.cli.dask_" + what, *options, "--no-dashboard"],
                cwd=ROOT, stdout=log, stderr=log,
                env={**os.environ, "PYTHONPATH": f"{self.folder}:{ROOT}", "HOLD": str(self.folder)},
            )  # fmt: skip
