"""An event -> a webhook, as JSON, once. Whatever the receiver does, no run depends on it."""

import json
import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import SecretStr

from flows.ids import make_id
from flows.terminal import one_line
from flows.warehouse.places import Places

VERSION = 1
TIMEOUT_SECONDS = 5
PAUSES_SECONDS = (1, 2)  # before the second and the third attempt
MOST_CHARS = 1000
PASSING = (408, 425, 429)
SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # else <!channel> calls everybody


class Kind(StrEnum):
    """What can happen that a person wants to be told."""

    run_refused = "run_refused"
    new_quarantine = "new_quarantine"
    data_stale = "data_stale"


@dataclass(frozen=True)
class Event:
    """What happened: in words (`reason`), in numbers (`counts`), where to look (`links`).

    `subject` is what it is about: while that stays the same, it is told once.
    """

    kind: Kind
    reason: str
    subject: str
    run_id: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def payload(event: Event, where: Places, at: datetime) -> dict[str, Any]:
    """The JSON that the receiver gets; README.md documents it. `text` is for receivers that show a message."""
    reason = one_line(event.reason)[:MOST_CHARS]
    text = f"Steppe, {where.name}: {event.kind.replace('_', ' ')}: {reason}"
    return {
        "version": VERSION,
        "event": event.kind.value,
        "warehouse": one_line(str(where.published)),
        "run_id": event.run_id,
        "reason": reason,
        "counts": event.counts,
        "links": event.links,
        "at": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "text": text.translate(SLACK),
    }


def notify(url: SecretStr | None, where: Places, event: Event) -> str | None:
    """Tell the receiver, unless it was told the same last. Returns what went wrong, in a line without the address."""
    if url is None:
        return None
    try:
        file = where.told / event.kind.value
        subject = make_id(event.subject)
        if file.is_file() and file.read_text(encoding="utf-8") == subject:
            return None
        failed = _send(url, payload(event, where, datetime.now(UTC)))
        if not failed:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(subject, encoding="utf-8")
    except Exception as error:  # its text may hold the address
        failed = type(error).__name__
    return f"{event.kind.value} was not told to STEPPE_NOTIFY_URL: {failed}" if failed else None


def settle(where: Places, kind: Kind) -> None:
    """It is over: when it happens again, it is told again."""
    (where.told / kind.value).unlink(missing_ok=True)


def _send(url: SecretStr, body: dict[str, Any]) -> str | None:
    import httpx

    for name in ("httpx", "httpcore"):  # their logs name the address
        logging.getLogger(name).setLevel(logging.WARNING)
    content = json.dumps(body, ensure_ascii=True).encode()
    headers = {"content-type": "application/json"}
    failed = None
    with httpx.Client(timeout=TIMEOUT_SECONDS, follow_redirects=False) as client:
        for pause in (0, *PAUSES_SECONDS):
            time.sleep(pause)
            try:
                with client.stream("POST", url.get_secret_value(), content=content, headers=headers) as answer:
                    code = answer.status_code
            except httpx.TransportError as error:
                failed = type(error).__name__
                continue
            if code < 300:
                return None
            failed = f"it redirects ({code}), and that is not followed" if code < 400 else f"it answers {code}"
            if code < 500 and code not in PASSING:
                break
    return failed
