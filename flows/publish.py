"""Flow: a release to exports and the report site."""

from pathlib import Path
from typing import Any

from flows import flow_run
from flows.reports.export import Form, export
from flows.reports.site import write_site
from flows.settings import quiet_environment
from flows.warehouse.places import places

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_link_artifact, create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402

OPTIONS: dict[str, Any] = {"retries": 2, "retry_delay_seconds": 1, "cache_policy": NO_CACHE, "persist_result": False}


@flow(
    name="publish",
    flow_run_name="publish {warehouse.name}",
    description="A release to CSV and Parquet files, and to the report site.",
)
def publish(
    warehouse: Path, output: Path | None = None, with_texts: bool = False, site: Path | None = None
) -> list[Path]:
    """A release to CSV and Parquet files, and to the report site.

    Args:
        warehouse: The published DuckDB file.
        output: Folder of the files; X.state/exports where left out.
        with_texts: Export bodies of articles too.
        site: Folder of the report site; X.state/site where left out.

    Returns:
        The files, and last the site's index.html.

    Raises:
        InputError: Nothing is released, or other things stand where the site should.
    """
    where = places(warehouse, may_be_lake=True)
    files = export_task(warehouse, output or where.state / "exports", with_texts)
    index = site_task(warehouse, site)
    lines = "\n".join(f"- {path.name}" for path in files)
    text = f"# Steppe exports\n\nThe report site: {index}\n\n{lines}\n"
    create_markdown_artifact(text, key="publish-summary", description="What was exported")
    create_link_artifact(index.resolve().as_uri(), link_text="report site", key="report-site", description=f"`{index}`")
    flow_run.tag("published", f"warehouse:{where.name}")
    return [*files, index]


@task(name="export", task_run_name="export to {folder.name}", **OPTIONS)
def export_task(warehouse: Path, folder: Path, with_texts: bool) -> list[Path]:
    """Facts, dimensions and report views to files: `folder`/csv and `folder`/parquet, each with its descriptor."""
    where = places(warehouse, may_be_lake=True)
    return [path for form in Form for path in export(where, folder / form, form, with_bodies=with_texts)]


@task(name="site", task_run_name="report site", **OPTIONS)
def site_task(warehouse: Path, folder: Path | None) -> Path:
    """The release to pages."""
    return write_site(places(warehouse, may_be_lake=True), folder)
