"""Dockerfile and compose.yaml, as far as no engine is needed: linted, and their own commands run for real.

No image is built here. What the containers start is started on loopback in an empty folder, with the environment that
compose.yaml gives it: Postgres (where there is one), the server on it, the deployment, the worker, their health checks.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import yaml

from flows.settings import Settings
from tests import postgres
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
IMAGE = dict(re.findall(r"(\w+)=(\S+)", re.findall(r"^ENV (.+)$", DOCKERFILE, re.M)[0]))
COMMAND: list[str] = yaml.safe_load(re.findall(r"^CMD (.+)$", DOCKERFILE, re.M)[0])
HEALTH: list[str] = yaml.safe_load(re.findall(r"^HEALTHCHECK .+? CMD (.+)$", DOCKERFILE, re.M)[0])
PREFECT = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
DEPLOYMENTS: dict[str, Any] = {one["name"]: one for one in PREFECT["deployments"]}
OURS = ("server", "deploy", "worker")


def test_linter_and_schema_find_nothing() -> None:
    for command in (
        [BIN / "hadolint", "Dockerfile"],
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_image_copies_is_there_and_is_all_that_the_wheel_needs() -> None:
    lines = [line.split() for line in re.findall(r"^COPY ((?!--).+)$", DOCKERFILE, re.M)]
    copied = {source for *sources, _ in lines for source in sources}
    assert all((ROOT / source).exists() for source in copied)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    meta = {project["project"]["readme"], *project["project"]["license-files"]}
    assert {*wheel["packages"], *wheel["force-include"], *meta} <= copied


def test_every_setting_that_is_named_exists() -> None:
    from prefect.settings.legacy import _get_valid_setting_names
    from prefect.settings.models.root import Settings as PrefectSettings

    known = _get_valid_setting_names(PrefectSettings) | {f"STEPPE_{name.upper()}" for name in Settings.model_fields}
    named = {name for service in OURS for name in SERVICES[service]["environment"]} | set(IMAGE)
    assert len(named) > 8
    assert named - known == {"PATH", "PYTHONUNBUFFERED", "DO_NOT_TRACK", "PWD"}


def test_no_secret_is_written_down_and_every_one_has_its_place() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"PASSWORD: (.+)", text)) == {"${POSTGRES_PASSWORD:?write it to .env}"}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(\w+)", text)) == set(re.findall(r"^(\w+)=", example, re.M))
    assert re.search(r"^POSTGRES_PASSWORD=$", example, re.M)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_all_are_bounded_watched_and_open_to_this_machine_only() -> None:
    for name, service in SERVICES.items():
        assert {"mem_limit", "cpus", "restart", "security_opt"} <= set(service), name
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", [])), name
        if name != "postgres":
            assert service["read_only"], name
            assert service["cap_drop"] == ["ALL"], name
        assert "healthcheck" in service or service["build"], name
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    assert sorted(mount for mount in mounts if not mount.endswith(":ro")) == [
        "postgres:/var/lib/postgresql/data", "warehouse:/data",
    ]  # fmt: skip
    assert re.search(r"^USER \d+$", DOCKERFILE, re.M)


def test_dumps_and_site_lie_where_flows_look_and_write() -> None:
    ingest, publish = (DEPLOYMENTS[name] for name in ("ingest", "publish"))
    folder = re.findall(r"^WORKDIR (.+)$", DOCKERFILE, re.M)[-1]
    assert SERVICES["deploy"]["environment"]["PWD"] == folder
    assert [f"{folder}/{dumps}" for dumps in ingest["parameters"]["dumps"]] == [
        mount.split(":")[-2] for mount in SERVICES["worker"]["volumes"] if mount.endswith(":ro")
    ]
    state = Path(publish["parameters"]["warehouse"]).with_suffix(".state")
    assert f"root {folder}/{state}/site;" in COMPOSE["configs"]["site"]["content"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """A process of ours until the end of the block, started again when it ends before, as `restart` has it."""
    again = ["sh", "-c", 'while :; do "$@"; sleep 1; done', "sh", *command]
    with (
        (folder / f"{time.monotonic_ns()}.log").open("w") as log,
        subprocess.Popen(again, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True) as process,
    ):
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def until_healthy(test: list[str], environment: dict[str, str], seconds: int = 180) -> None:
    """Ask a container's own health check until it says yes."""
    deadline = time.monotonic() + seconds
    while True:
        done = subprocess.run(test[1:] if test[0] == "CMD" else test, env=environment, capture_output=True, check=False)
        if done.returncode == 0:
            return
        assert time.monotonic() < deadline, done.stderr.decode()
        time.sleep(0.5)


def test_the_containers_commands_run_and_are_found_healthy(tmp_path: Path) -> None:
    """Postgres, server, deployment and worker, one after the other, as depends_on has them."""
    ports = {"4200": str(free_port()), "5432": str(free_port()), "8080": str(free_port())}
    places = {
        **ports,
        "/data": str(tmp_path / "data"),
        "http://server:": "http://127.0.0.1:",
        "0.0.0.0": "127.0.0.1",
        "/opt/steppe/prefect.yaml": str(ROOT / "prefect.yaml"),
    }

    def here(text: str) -> str:
        return re.sub("|".join(places), lambda found: places[found[0]], text)

    def environment(service: str) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        given = {name: here(value) for name, value in SERVICES[service]["environment"].items()}
        given |= {"PREFECT_SERVER_DATABASE_HOST": "127.0.0.1", "PREFECT_SERVER_DATABASE_PASSWORD": "of the test"}
        image = {name: value for name, value in IMAGE.items() if name != "PATH"}
        home = {"PREFECT_HOME": str(tmp_path / service), "PREFECT_WORKER_WEBSERVER_PORT": ports["8080"]}
        return {**ours, **image, **given, **home, "PATH": f"{BIN}:{ours['PATH']}"}

    data = tmp_path / "data"
    data.mkdir()
    with ExitStack() as stack:
        database = stack.enter_context(postgres.running("prefect", "of the test", int(ports["5432"])))
        health = SERVICES["postgres"]["healthcheck"]["test"]
        with_clients = {**os.environ, "PATH": f"{database.bin}:{os.environ['PATH']}"}
        until_healthy([*health, "-h", "127.0.0.1", "-p", ports["5432"]], with_clients)
        kept_in = f"{database.libpq('prefect')} port={ports['5432']}"
        server = environment("server")
        stack.enter_context(running([here(part) for part in SERVICES["server"]["command"]], data, server))
        until_healthy([here(part) for part in SERVICES["server"]["healthcheck"]["test"]], server)
        deploy = environment("deploy")
        command = [here(part) for part in SERVICES["deploy"]["command"]]
        done = subprocess.run(command, cwd=data, env=deploy, capture_output=True, text=True, check=False, timeout=200)
        assert done.returncode == 0, done.stdout + done.stderr
        worker = environment("worker")
        stack.enter_context(running(COMMAND, data, worker))
        until_healthy([here(part) for part in HEALTH], worker)
        listed = subprocess.run(["prefect", "deployment", "ls"], env=worker, capture_output=True, text=True, check=True)
        assert all(name in listed.stdout for name in DEPLOYMENTS)
        shown = subprocess.run(
            ["prefect", "deployment", "inspect", "ingest/ingest"],
            env=worker,
            capture_output=True,
            text=True,
            check=True,
        )
        assert str(data) in shown.stdout, "flows run where dumps and warehouse are"
        kept = database.ask(kept_in, "SELECT COUNT(*) FROM deployment")
        assert kept == str(len(DEPLOYMENTS)), "the server keeps all in Postgres"
