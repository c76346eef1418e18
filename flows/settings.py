"""Flags, STEPPE_* variables and defaults -> every setting, once."""

import os
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SCHEMA_VERSION = 3

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "DASK_LOGGING__DISTRIBUTED": "critical",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


class Settings(BaseSettings):
    """Every setting. A flag wins over a STEPPE_* variable, which wins over the default.

    A setting that holds a secret (an address with a token, a password) is a SecretStr: no log, error or database
    then shows it. A test holds the names to it.
    """

    model_config = SettingsConfigDict(env_prefix="STEPPE_", env_file=".env", extra="ignore", hide_input_in_errors=True)

    dumps: list[str] = Field(
        ["seeds/dumps"], description="Files, folders, globs or addresses of raw dumps and archives."
    )
    warehouse: Path = Field(Path("steppe.duckdb"), description="The published DuckDB file, or a lake's address.")
    default_outlet: str = Field("timesca", description="Outlet of a dump that no manifest row or address names.")
    max_dump_mib: int = Field(16, gt=0, description="A larger dump is quarantined, not read; MiB, decompressed.")
    text_column: str = Field("text", description="Column of JSON Lines and Parquet archives that holds the texts.")
    url_column: str = Field("url", description="Column of such archives that holds the page's address.")
    date_columns: list[str] = Field(
        ["date", "timestamp"], description="Columns of such archives that may hold the time of the fetch."
    )
    batch_dumps: int = Field(1000, gt=0, description="Most dumps in one batch.")
    batch_mib: int = Field(12, gt=0, description="Most MiB of dumps in one batch.")
    workers: int = Field(0, ge=0, description="Processes that parse, match and audit; 1: none besides; 0: as needed.")
    engine: Literal["local", "dask"] = Field("local", description="What refines batches: this machine, or a cluster.")
    scheduler: str = Field("", description="Address of the Dask scheduler, tcp://host:port.")
    shared: str = Field(
        "",
        description="Folder or fsspec URI that run and Dask workers all see; left out: the state's work folder.",
    )
    lake_data: str = Field("", description="Folder or s3:// address of a new lake's data; its catalog keeps it.")
    state: Path | None = Field(None, description="Folder of a lake's state: raw store, lock, reports.")
    lake_days: int = Field(30, ge=0, description="Snapshots of a lake that are older may go at upkeep.")
    max_refused_share: float = Field(0.5, ge=0, le=1, description="A run that refuses a larger share is not released.")
    max_failures: int = Field(1000, ge=0, description="Failing rows that are kept of a check, in each batch and run.")
    keep_failure_runs: int = Field(30, ge=1, description="Runs whose failing rows of sql/4_checks are kept.")
    keep_releases: int = Field(3, ge=1, description="Releases that stay on disk.")
    lock_wait_seconds: float = Field(60, ge=0, description="How long to wait for another run on the same warehouse.")
    data_docs: bool = Field(
        False,
        description="Great Expectations' own pages beside the quality report; they load from CDNs, ours loads nothing.",
    )
    memory_mib: int = Field(480, ge=64, description="Memory that DuckDB may use, MiB; a third of it beside workers.")
    sql_memory_mib: int = Field(1024, ge=64, description="Memory that a question of `steppe sql` may use, MiB.")
    sql_seconds: int = Field(300, gt=0, description="Seconds that a question of `steppe sql` may take.")
    fresh_days: int = Field(
        7,
        ge=0,
        description="Days without a new capture before upkeep warns, where an outlet's rhythm is not known yet.",
    )
    notify_url: SecretStr | None = Field(
        None, description="Webhook, http or https, that is told of refused runs, new quarantine and stale data."
    )

    @field_validator("notify_url")
    @classmethod
    def _is_web_address(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None or not url.get_secret_value():
            return None
        try:
            parts = urlsplit(url.get_secret_value())
            is_usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:  # it would quote the address
            is_usable = False
        if not is_usable:
            raise ValueError("no http or https address")
        return url


class ObjectStore(BaseSettings):
    """Keys of an S3-compatible object store, in the variables that all its clients read."""

    model_config = SettingsConfigDict(env_prefix="AWS_", extra="ignore", hide_input_in_errors=True)

    access_key_id: SecretStr | None = Field(None, description="Name of the key.")
    secret_access_key: SecretStr | None = Field(None, description="The key.")
    session_token: SecretStr | None = Field(None, description="Of a key for some hours.")
    region: str = Field("us-east-1", description="Where the store is.")
    endpoint_url: str = Field("", description="Address of a store that is not Amazon's, http://host:port.")


def project_root() -> Path:
    """The folder that holds seeds/, sql/ and expectations/: the wheel's own copy, else the checkout."""
    here = Path(__file__).resolve().parent
    packaged = here / "_assets"
    return packaged if packaged.is_dir() else here.parent


def quiet_environment() -> None:
    """Keep Prefect and Great Expectations from calling home, and Arrow from keeping freed memory.

    To be called before any of them is imported; what the environment says already stays.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def worker_environment() -> None:
    """Keep a process that works beside others to its core, and let Polars hold freed memory for the next step.

    To be called before Polars is imported. Ten seconds instead of half a one: matching takes a tenth less time.
    """
    os.environ["POLARS_MAX_THREADS"] = "1"
    os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:-1")
