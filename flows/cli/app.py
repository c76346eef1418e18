"""The command line's root, and what its commands share: options and settings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.errors import InputError

if TYPE_CHECKING:
    from flows.settings import Settings

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", help="The published DuckDB file. [default: steppe.duckdb]")
]
Dumps = Annotated[
    list[str] | None,
    typer.Option("--dumps", help="A file, folder, glob or address of dumps or archives; may be repeated."),
]
AsJson = Annotated[bool, typer.Option("--json", help="For a script: JSON.")]


@app.callback()
def root(debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks and Prefect's log.")] = False) -> None:
    """Raw page dumps of a news site to an audited DuckDB warehouse."""
    from flows.settings import quiet_environment

    quiet_environment()
    if not debug:  # only the terminal's part: a server keeps what a run logs
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
        os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")


def settings_of(**flags: Any) -> "Settings":
    """The settings with the flags that were given. Raises InputError for a value that none may have."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from flows.settings import Settings

    try:
        return Settings(**{name: value for name, value in flags.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        raise InputError(f"setting {name} (STEPPE_{name.upper()}): {first['msg']}") from error
    except SettingsError as error:
        raise InputError(f"settings: {error}; a list is written as JSON") from error
