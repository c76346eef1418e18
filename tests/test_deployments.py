"""prefect.yaml against a real server: three deployments, and a worker that runs one."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PREFECT = str(Path(sys.executable).with_name("prefect"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a fresh Prefect server on loopback."""
    home = tmp_path_factory.mktemp("prefect")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_UI_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "COLUMNS": "200",
    }
    environment.pop("PREFECT_PROFILE", None)
    process = subprocess.Popen(
        [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        env=environment,
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.3)
    yield environment
    process.terminate()
    process.wait(timeout=30)


def prefect(environment: dict[str, str], *arguments: str, timeout: int = 180) -> str:
    command = [PREFECT, "--no-prompt", *arguments]
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_three_deployments_go_out_and_a_worker_runs_them(server: dict[str, str], tmp_path: Path) -> None:
    prefect(server, "work-pool", "create", "steppe", "--type", "process")
    prefect(server, "deploy", "--all")
    listed = json.loads(prefect(server, "deployment", "ls", "-o", "json"))
    assert sorted(one["name"] for one in listed) == ["ingest", "publish", "upkeep"]
    warehouse = tmp_path / "w.duckdb"
    dumps = json.dumps({"dumps": [str(ROOT / "seeds" / "dumps")], "warehouse": str(warehouse)})
    only = json.dumps({"warehouse": str(warehouse)})
    with subprocess.Popen(
        [PREFECT, "worker", "start", "--pool", "steppe", "--type", "process"],
        env=server,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            for name, parameters in (("ingest", dumps), ("publish", only), ("upkeep", only)):
                prefect(server, "deployment", "run", f"{name}/{name}", "--params", parameters, "--watch")
        finally:
            worker.terminate()
            worker.wait(timeout=60)
    assert warehouse.is_symlink()
    assert (tmp_path / "w.state" / "exports" / "parquet" / "rates_daily.parquet").is_file()
    assert (tmp_path / "w.state" / "site" / "index.html").is_file()
    assert len(list((tmp_path / "w.state" / "backups").glob("*.duckdb"))) == 1
    artifacts = prefect(server, "artifact", "ls")
    for key in ("ingest-summary", "publish-summary", "upkeep-summary"):
        assert key in artifacts


def test_every_deployment_parameter_is_typed_and_described() -> None:
    from flows.ingest import ingest
    from flows.publish import publish
    from flows.upkeep import upkeep

    for flow in (ingest, publish, upkeep):
        properties = flow.parameters.properties
        assert properties
        assert [name for name, one in properties.items() if not one.get("description")] == []
