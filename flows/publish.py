"""Flow: a release to exports."""

from pathlib import Path

from flows.reports.export import Form, export
from flows.settings import quiet_environment
from flows.warehouse.places import places

quiet_environment()

from prefect import flow, task  # noqa: E402 - after the environment that keeps it quiet
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402


@flow(name="publish", description="A release to CSV and Parquet files.")
def publish(warehouse: Path, output: Path | None = None, with_texts: bool = False) -> list[Path]:
    """A release to CSV and Parquet files.

    Args:
        warehouse: The published DuckDB file.
        output: Folder of the files; X.state/exports where left out.
        with_texts: Export bodies of articles too.

    Returns:
        The files.

    Raises:
        InputError: Nothing is released.
    """
    where = places(warehouse)
    files = export_task(warehouse, output or where.state / "exports", with_texts)
    lines = "\n".join(f"- {path.name}" for path in files)
    create_markdown_artifact(f"# Steppe exports\n\n{lines}\n", key="publish-summary", description="What was exported")
    return files


@task(name="export", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, persist_result=False)
def export_task(warehouse: Path, folder: Path, with_texts: bool) -> list[Path]:
    """Facts, dimensions and report views to files: `folder`/csv and `folder`/parquet, each with its descriptor."""
    return [path for form in Form for path in export(places(warehouse), folder / form, form, with_bodies=with_texts)]
