"""`steppe explain FILE --mentions`: each mention marked in its text, with what it stands for and why."""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from flows.explain_mentions import COLOURS, explain_mentions
from flows.references import gazetteer
from flows.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DUMP = ROOT / "seeds" / "dumps" / "tag-water.txt"


def shown(*, brackets: bool, colours: bool = False) -> str:
    console = Console(width=160, force_terminal=colours, color_system="standard" if colours else None)
    with console.capture() as capture:
        console.print(explain_mentions(DUMP, Settings(_env_file=None), brackets=brackets), soft_wrap=True)
    return capture.get()


def test_each_mention_is_marked_in_headline_and_body() -> None:
    text = shown(brackets=True)
    assert "1. [Dushanbe] Invites the World to a Conference on Melting Glaciers\n[Tajikistan] is to hold" in text
    assert "[Kazakhstan]’s [Ministry of Water Resources and Irrigation] says." in text


def sure(rule: str) -> str:
    return f"{gazetteer().confidences[rule]:.2f}"


def test_a_table_tells_link_type_rule_and_confidence() -> None:
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown(brackets=True).splitlines()]
    assert ["Pamirs", "Pamir Mountains", "LOCATION", "listed_alias", sure("listed_alias"), ""] in rows
    institution = "Ministry of Water Resources and Irrigation"
    assert [institution, f"{institution} of Kazakhstan", "ORG", "context_country", sure("context_country"), ""] in rows


def test_colours_tell_the_type_and_leave_the_text_as_it_is() -> None:
    assert shown(brackets=False).startswith("1. Dushanbe Invites the World")
    assert "\x1b[30;46mTajikistan\x1b[0m is to hold" in shown(brackets=False, colours=True)
    assert set(COLOURS) == {"PERSON", "COUNTRY", "GPE_OTHER", "ORG", "EVENT", "LOCATION"}


def test_the_command_brackets_mentions_where_there_are_no_colours() -> None:
    command = [sys.executable, "-m", "flows.cli", "explain", str(DUMP), "--mentions"]
    environment = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "[Tajikistan] is to hold" in done.stdout


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(b"a\x00b")
    command = [sys.executable, "-m", "flows.cli", "explain", str(tmp_path / "nul.txt"), "--mentions"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "nul_bytes" in done.stderr) == (2, True)
