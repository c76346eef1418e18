"""Settings: a secret is never printed, and neither is what somebody wrote into the wrong variable."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from flows.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SECRET = re.compile(r"secret|token|password|passphrase|webhook|credential|api_key|dsn|private", re.I)


def plain_secrets(model: type[BaseSettings]) -> list[str]:
    """Settings whose name or description tells of a secret and that would be printed all the same."""
    return [
        name
        for name, field in model.model_fields.items()
        if SECRET.search(f"{name} {field.description or ''}") and "SecretStr" not in str(field.annotation)
    ]


def test_a_setting_that_holds_a_secret_is_a_secret_string() -> None:
    assert plain_secrets(Settings) == []


def test_the_rule_finds_a_secret_that_is_none() -> None:
    class Careless(BaseSettings):
        notify_webhook: str | None = None
        smtp_password: SecretStr | None = None
        fresh_days: int = 7

    assert plain_secrets(Careless) == ["notify_webhook"]


@pytest.mark.parametrize("name", ["STEPPE_BATCH_DUMPS", "STEPPE_DUMPS", "STEPPE_MAX_REFUSED_SHARE"])
@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_an_error_names_the_setting_and_not_its_value(name: str, debug: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *debug, "status"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, name: "hunter2"},
    )  # fmt: skip
    assert done.returncode == 2
    assert name.removeprefix("STEPPE_").lower() in done.stderr
    assert "hunter2" not in done.stdout + done.stderr
