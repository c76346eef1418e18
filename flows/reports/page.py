"""A template and what it shows -> one HTML file that asks nothing of any server."""

import base64
import hashlib
import os
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from flows.reports import text
from flows.reports.plots import fixed, plain

POLICY = (
    "default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
)


def render(template: str, scripts: Sequence[str] = (), **shown: Any) -> str:
    """The page, every value escaped. Its policy lets a browser load nothing and run none but our scripts named."""
    style, codes = _own("style.css"), [_own(name) for name in scripts]
    policy = POLICY.format(style=_digest(style), script=" ".join(map(_digest, codes)) or "'none'")
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704
            scripts=[Markup(code) for code in codes],  # noqa: S704
            policy=policy,
            **shown,
        )
    )


def write(page: str, target: Path) -> Path:
    """The page at its place, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    temporary.write_text(page, encoding="utf-8")
    temporary.replace(target)
    return target


@cache
def _own(name: str) -> str:
    """A file of ours beside the templates."""
    return files("flows.reports").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The content as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("flows.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = (text.shown, text.around, text.prose, text.count, text.day, text.moment, plain, fixed)
    environment.filters |= {one.__name__: one for one in filters}
    environment.globals |= {"share": text.share, "plural": text.plural}
    return environment
