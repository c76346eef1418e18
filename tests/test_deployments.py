"""prefect.yaml on a real server with a real worker: what fires, fails and is tried again, and what people see."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.asking import ask
from tests.conftest import ROOT
from tests.operations import Operations, operating, until
from tests.receiver import Receiver, receiving

WARNING = 30


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as told:
        yield told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("operations")


@pytest.fixture(scope="module")
def at_work(folder: Path, receiver: Receiver) -> Iterator[Operations]:
    home = folder / "prefect"
    home.mkdir()
    with operating(home, STEPPE_NOTIFY_URL=receiver.url) as operations:
        yield operations


@pytest.fixture(scope="module")
def given(folder: Path) -> dict[str, Any]:
    """The parameters of a run over the sample."""
    return {"dumps": [str(ROOT / "seeds" / "dumps")], "warehouse": str(folder / "w.duckdb")}


@pytest.fixture(scope="module")
def first(at_work: Operations, given: dict[str, Any]) -> Any:
    """A run from Prefect's command line that has released the sample."""
    at_work.prefect("deployment", "run", "ingest/ingest", "--params", json.dumps(given), "--watch")
    (run,) = at_work.ask("/flow_runs/filter", flow_runs={"tags": {"all_": ["released"]}})
    return run


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def test_all_deployments_go_out_one_run_at_a_time(at_work: Operations) -> None:
    listed = json.loads(at_work.prefect("deployment", "ls", "-o", "json"))
    assert sorted(one["name"] for one in listed) == ["backfill", "ingest", "publish", "upkeep"]
    for name in ("ingest/ingest", "ingest/backfill", "publish/publish", "upkeep/upkeep"):
        assert at_work.deployment(name)["global_concurrency_limit"]["limit"] == 1


def test_a_run_from_the_command_line_says_what_it_did(at_work: Operations, given: dict[str, Any], first: Any) -> None:
    assert first["state"]["type"] == "COMPLETED"
    assert first["name"] == f"ingest w.duckdb: {given['dumps'][0]}"
    assert set(first["tags"]) == {"steppe", "released", "warehouse:w.duckdb", "outlet:timesca"}
    until(lambda: len(at_work.tasks(first["id"])) >= 7)
    names = {task["name"] for task in at_work.tasks(first["id"])}
    assert {"parse-match-audit batch 00001", "load batch 00001", "release"} <= names
    until(lambda: any("batch 1: 13 dumps of 13 files" in line for _, line in at_work.log(first["id"])))
    (line,) = [line for _, line in at_work.log(first["id"]) if line.startswith("batch 1:")]
    assert re.fullmatch(r"batch 1: 13 dumps of 13 files; 0 refused; 0\.05 MB, [\d.]+ MB/s so far", line)
    left = at_work.artifacts(first["id"])
    assert set(left) == {"ingest-summary", "ingest-checks", "ingest-progress", "quality-report"}
    assert left["ingest-progress"]["data"] == 100
    assert "| outcome | released |" in left["ingest-summary"]["data"]
    checks = json.loads(left["ingest-checks"]["data"])
    failed = [row for row in checks if not row["is_success"]]
    assert [row["check_name"] for row in failed] == ["pager_is_consistent"]
    assert checks[0] == failed[0], "what failed stands first"
    assert failed[0]["severity"] == "warning"
    assert all(row["why"] and row["mend"] for row in checks)
    assert len(checks) > 100


def test_a_scheduled_run_fires(at_work: Operations, given: dict[str, Any], first: Any) -> None:
    found = at_work.deployment("ingest/ingest")
    soon = {"interval": 20, "anchor_date": (datetime.now(UTC) + timedelta(seconds=8)).isoformat()}
    answer = at_work.api.post(
        f"/deployments/{found['id']}/schedules", json=[{"schedule": soon, "active": True, "parameters": given}]
    )
    assert answer.status_code == 201, answer.text
    wanted = {"deployment_id": {"any_": [found["id"]]}, "state": {"type": {"any_": ["COMPLETED"]}}}

    def fired() -> list[Any]:
        runs = at_work.ask("/flow_runs/filter", flow_runs=wanted)
        return [run for run in runs if run["auto_scheduled"]]

    try:
        until(fired)
    finally:
        (made,) = answer.json()
        at_work.api.delete(f"/deployments/{found['id']}/schedules/{made['id']}").raise_for_status()
    run = fired()[0]
    assert run["parameters"]["warehouse"] == given["warehouse"]
    assert {"nothing-new", "warehouse:w.duckdb"} <= set(run["tags"])
    assert "| outcome | nothing-new |" in at_work.artifacts(run["id"])["ingest-summary"]["data"]


def test_parameters_from_the_schema_that_the_pages_show(at_work: Operations, given: dict[str, Any], first: Any) -> None:
    found = at_work.deployment("ingest/backfill")
    schema = found["parameter_openapi_schema"]
    form = {name: one.get("default") for name, one in schema["properties"].items() if name != "settings"}
    assert set(schema["required"]) == {"dumps", "warehouse"}
    filled = {**form, **found["parameters"], **given, "since": "2025-12-01", "until": "2025-12-31"}
    assert at_work.ask("/ui/schemas/validate", schema=schema, values=filled)["valid"]
    for wrong, told in (({"rehash": "often"}, "often"), ({"dumps": 5}, "5"), ({"undated": []}, "undated")):
        answer = at_work.api.post(f"/deployments/{found['id']}/create_flow_run", json={"parameters": filled | wrong})
        assert 400 <= answer.status_code < 500
        assert told in answer.text
    before = ask(given["warehouse"], "SELECT fingerprint FROM ops.runs ORDER BY run_number DESC LIMIT 1")
    run = at_work.ended(at_work.start("ingest/backfill", filled))
    assert run["state"]["type"] == "COMPLETED", run["state"]
    assert run["name"].startswith("backfill w.duckdb: ")
    query = "SELECT flow, captures_new, fingerprint FROM ops.runs ORDER BY run_number DESC LIMIT 1"
    assert ask(given["warehouse"], query) == [("backfill", 2, before[0][0])]


def test_a_failing_audit_fails_the_run_and_the_old_release_stays(
    at_work: Operations, given: dict[str, Any], first: Any, folder: Path, receiver: Receiver
) -> None:
    link = Path(given["warehouse"])
    before = link.readlink(), ask(link, "SELECT fingerprint FROM ops.runs ORDER BY run_number DESC LIMIT 1")
    bad = folder / "bad"
    bad.mkdir()
    (bad / "empty <img src=x> \x1b[31m.txt").touch()
    told = len(receiver.seen)
    run = at_work.ended(at_work.start("ingest/ingest", {**given, "dumps": [str(bad)]}))
    assert (run["state"]["type"], run["state"]["name"]) == ("FAILED", "Failed")
    assert "RefusedError: 1 of 1 new dumps were refused" in run["state"]["message"]
    assert "nothing is released" in run["state"]["message"]
    assert "refused" in run["tags"]
    assert (link.readlink(), ask(link, "SELECT fingerprint FROM ops.runs ORDER BY run_number DESC LIMIT 1")) == before
    left = at_work.artifacts(run["id"])
    assert "| outcome | refused |" in left["ingest-summary"]["data"]
    assert "<img" not in left["ingest-summary"]["data"]
    assert left["quality-report"]["data"].startswith("[quality.html](file:///")
    (event,) = receiver.bodies[told:]
    assert event["event"] == "run_refused"
    assert event["reason"].startswith("1 of 1 new dumps were refused")
    assert event["links"]["flow_run"].startswith("http://127.0.0.1:")
    warned = [line for level, line in at_work.log(run["id"]) if level == WARNING and "refused: empty" in line]
    assert len(warned) == 1
    assert warned[0].startswith("capture e3b0c44298fc1c14 refused: empty: ")
    assert "\x1b" not in str(at_work.log(run["id"]))


def test_a_share_that_goes_away_and_comes_back_costs_a_retry(
    at_work: Operations, folder: Path, receiver: Receiver
) -> None:
    dumps, away, warehouse = folder / "dumps", folder / "away", folder / "retried.duckdb"
    shutil.copytree(ROOT / "seeds" / "dumps", dumps)
    (dumps / "zz-empty.txt").touch()
    told = len(receiver.seen)
    few = {"env": {"STEPPE_BATCH_DUMPS": "2"}}
    run_id = at_work.start("ingest/ingest", {"dumps": [str(dumps)], "warehouse": str(warehouse)}, job_variables=few)
    until(lambda: list((folder / "retried.state" / "raw").glob("*.parquet")))
    dumps.rename(away)
    gone = time.monotonic()
    until(lambda: time.monotonic() - gone > 8 or any(is_waiting(task) for task in at_work.tasks(run_id)))
    away.rename(dumps)
    run = at_work.ended(run_id)
    assert run["state"]["type"] == "COMPLETED", run["state"]
    assert {"released", "new-quarantine"} <= set(run["tags"])
    until(lambda: any(task["run_count"] > 1 for task in at_work.tasks(run_id)))
    again = [task for task in at_work.tasks(run_id) if task["run_count"] > 1]
    assert {task["name"].split()[0] for task in again} == {"read"}
    assert {task["state"]["type"] for task in again} == {"COMPLETED"}
    assert ask(warehouse, "SELECT COUNT(*) FROM captures") == [(13,)]
    assert ask(warehouse, "SELECT reason FROM quality.quarantine") == [("empty",)]
    (event,) = receiver.bodies[told:]
    assert (event["event"], event["reason"]) == ("new_quarantine", "empty: 1 dumps")
    assert event["counts"]["dump_count"] == 1


def is_waiting(task: Any) -> bool:
    return task["state"] is not None and task["state"]["name"] == "AwaitingRetry"  # a new task has none for a moment


def test_two_runs_started_at_once_follow_each_other(at_work: Operations, folder: Path, given: dict[str, Any]) -> None:
    warehouse = folder / "twice.duckdb"
    both = [at_work.start("ingest/ingest", {**given, "warehouse": str(warehouse)}) for _ in range(2)]
    runs = sorted((at_work.ended(run_id) for run_id in both), key=lambda run: run["start_time"])
    assert {run["state"]["type"] for run in runs} == {"COMPLETED"}
    assert moment(runs[0]["end_time"]) <= moment(runs[1]["start_time"])
    assert "released" in runs[0]["tags"]
    assert "nothing-new" in runs[1]["tags"]
    assert ask(warehouse, "SELECT COUNT(*) FROM ops.runs") == [(1,)]


def test_publish_and_upkeep_run_and_stale_data_is_told(
    at_work: Operations, given: dict[str, Any], first: Any, folder: Path, receiver: Receiver
) -> None:
    told = len(receiver.seen)
    only = {"warehouse": given["warehouse"]}
    published = at_work.start("publish/publish", only)
    upkeep = at_work.ended(at_work.start("upkeep/upkeep", only))
    assert upkeep["state"]["type"] == "COMPLETED", upkeep["state"]
    assert {"stale", "warehouse:w.duckdb"} <= set(upkeep["tags"])
    (event,) = receiver.bodies[told:]
    assert event["event"] == "data_stale"
    assert "timesca: last captured" in event["reason"]
    left = at_work.artifacts(upkeep["id"])
    assert "timesca is stale" in left["upkeep-summary"]["data"]
    assert json.loads(left["upkeep-outlets"]["data"])[0]["outlet"] == "timesca"
    assert at_work.ended(published)["state"]["type"] == "COMPLETED"
    assert set(at_work.artifacts(published)) == {"publish-summary", "report-site"}
    state = folder / "w.state"
    assert (state / "exports" / "parquet" / "rates_daily.parquet").is_file()
    assert (state / "site" / "index.html").is_file()
    assert len(list((state / "backups").glob("*.duckdb"))) == 1


def test_no_secret_is_left_anywhere(at_work: Operations, folder: Path, receiver: Receiver) -> None:
    """To be run last: what the others did is searched, the server's database and all logs too."""
    assert len(receiver.seen) >= 3, "the address was in use"
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any(path.name == "prefect.db" for path in files)
    assert [path for path in files if re.search(rb"hunter[23]", path.read_bytes())] == []


def test_every_deployment_parameter_is_typed_and_described() -> None:
    from flows.ingest import ingest
    from flows.publish import publish
    from flows.upkeep import upkeep

    for flow in (ingest, publish, upkeep):
        properties = flow.parameters.properties
        assert properties
        assert [name for name, one in properties.items() if not one.get("description")] == []
