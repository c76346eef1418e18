"""A command in a terminal of its own -> all that it wrote to it."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def in_terminal(*arguments: object, seconds: float = 120) -> tuple[int, str]:
    """Exit code and output of `steppe` where output and errors are a terminal."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "160", "LINES": "50", "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [os.fsencode(sys.executable), b"-m", b"flows.cli", *(os.fsencode(str(one)) for one in arguments)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
        env=environment,
    )
    os.close(follower)
    pieces, deadline = [], time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            if not select.select([leader], [], [], 1)[0]:
                continue
            try:
                piece = os.read(leader, 1 << 16)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            pieces.append(piece)
        return process.wait(timeout=10), b"".join(pieces).decode()
    finally:
        process.kill()
        process.wait()
        os.close(leader)
