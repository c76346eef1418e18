"""A Prefect server and a process worker on loopback, with the deployments of prefect.yaml; and what its API says."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.conftest import ROOT

PREFECT = str(Path(sys.executable).with_name("prefect"))
WAIT_SECONDS = 150
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
QUICK = {
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_WORKER_PREFETCH_SECONDS": "1",
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "2",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
}


@dataclass(frozen=True)
class Operations:
    """The environment of its programs, its home, and a client of its API."""

    environment: dict[str, str]
    home: Path
    api: httpx.Client

    def prefect(self, *arguments: str) -> str:
        """What a command of Prefect says. It must succeed."""
        done = subprocess.run(
            [PREFECT, "--no-prompt", *arguments],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=WAIT_SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, path: str, **body: Any) -> Any:
        """The answer to a POST; while SQLite is busy the server answers 503, as Prefect's own client knows."""
        answers: list[httpx.Response] = []
        until(lambda: answers.append(self.api.post(path, json=body)) or answers[-1].status_code != 503)
        assert answers[-1].status_code < 300, answers[-1].text
        return answers[-1].json()

    def deployment(self, name: str) -> Any:
        """A deployment as `flow/name`."""
        return self.api.get(f"/deployments/name/{name}").raise_for_status().json()

    def start(self, name: str, parameters: dict[str, Any], **more: Any) -> str:
        """The id of a new run of a deployment."""
        found = self.deployment(name)
        return str(self.ask(f"/deployments/{found['id']}/create_flow_run", parameters=parameters, **more)["id"])

    def run(self, run_id: str) -> Any:
        """A flow run."""
        return self.api.get(f"/flow_runs/{run_id}").raise_for_status().json()

    def ended(self, run_id: str) -> Any:
        """A flow run, once it has ended."""
        until(lambda: self.run(run_id)["state"]["type"] in FINAL)
        return self.run(run_id)

    def tasks(self, run_id: str) -> list[Any]:
        """Task runs of a flow run."""
        return self.ask("/task_runs/filter", task_runs={"flow_run_id": {"any_": [run_id]}})

    def artifacts(self, run_id: str) -> dict[str, Any]:
        """Artifacts of a flow run, by key."""
        found = self.ask("/artifacts/filter", artifacts={"flow_run_id": {"any_": [run_id]}})
        return {one["key"]: one for one in found}

    def log(self, run_id: str) -> list[tuple[int, str]]:
        """Level and message of each line that a flow run logged."""
        found = self.ask("/logs/filter", logs={"flow_run_id": {"any_": [run_id]}}, limit=200, sort="TIMESTAMP_ASC")
        return [(line["level"], line["message"]) for line in found]


def until(is_so: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it does not come to pass"
        time.sleep(0.3)


@contextmanager
def operating(home: Path, **more: str) -> Iterator[Operations]:
    """Server, worker and deployments at work; `more` is the worker's environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "STEPPE_"))}
    environment = {
        **inherited,
        **QUICK,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_UI_API_URL": url,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "COLUMNS": "200",
    }
    server = [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    worker = [PREFECT, "worker", "start", "--pool", "steppe", "--type", "process"]
    with httpx.Client(base_url=url, timeout=30) as api:
        at_work = Operations(environment, home, api)
        with started(server, environment, home):
            until(lambda: answers(api))
            at_work.prefect("work-pool", "create", "steppe", "--type", "process")
            at_work.prefect("deploy", "--all")
            with started(worker, {**environment, **more}, home):
                yield at_work


def answers(api: httpx.Client) -> bool:
    """Whether the server answers."""
    try:
        return api.get("/health").status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def started(command: list[str], environment: dict[str, str], home: Path) -> Iterator[None]:
    """A program at work; what it says goes to a file."""
    with (home / f"{command[1]}.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)
