"""A template and what it shows -> one HTML file that asks nothing of any server."""

import base64
import hashlib
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from flows.reports import text

POLICY = "default-src 'none'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'"


def render(template: str, **shown: Any) -> str:
    """The page, every value escaped. Its policy lets a browser run no script and load nothing."""
    style = files("flows.reports").joinpath("templates/style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = POLICY.format(style=digest)
    return _environment().get_template(template).render(style=Markup(style), policy=policy, **shown)  # noqa: S704


def write(page: str, target: Path) -> Path:
    """The page at its place, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    temporary.write_text(page, encoding="utf-8")
    temporary.replace(target)
    return target


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("flows.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (text.shown, text.prose, text.count, text.day, text.moment)
    environment.filters |= {one.__name__: one for one in filters}
    environment.globals |= {"share": text.share, "plural": text.plural}
    return environment
