r"""A terminal and a released warehouse -> questions and their answers, until \q.

A question ends with `;` or an empty line. Each is asked of the release that is published then, in the same sandbox as
`steppe sql QUESTION`.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from flows.errors import InputError, SteppeError
from flows.warehouse.contract import Object

WORD = re.compile(r"[\w.]+")
HELP = r"\d lists tables and views, \d NAME its columns, \q leaves; a question ends with ; or an empty line"
LEAVE = (r"\q", "quit", "exit")
KEYWORDS = re.findall(
    r"\w+",
    "SELECT FROM WHERE GROUP BY ORDER LIMIT HAVING JOIN INNER LEFT USING ON AS AND OR NOT IN IS NULL LIKE ILIKE BETWEEN"
    " WITH CASE WHEN THEN ELSE END DISTINCT COUNT SUM AVG MIN MAX ROUND DESC ASC NULLS FIRST LAST UNION ALL DESCRIBE",
)


def converse(
    ask: Callable[[str], pl.DataFrame],
    show: Callable[[pl.DataFrame], None],
    say: Callable[[str], None],
    held: list[Object],
    history: History | None = None,
) -> None:
    """Ask for questions at the terminal, and show each answer or why there is none, until the input ends.

    `ask` answers a question or raises a SteppeError, which ends the question and not the conversation.
    """
    found = history or history_file(say)
    session: PromptSession[str] = PromptSession(
        history=found,
        completer=Names(held),
        complete_while_typing=False,
        multiline=True,
        key_bindings=_keys(),
        prompt_continuation="   ...> ",
    )
    say(HELP)
    while True:
        try:
            text = session.prompt("steppe> ").strip()
            if text in LEAVE:
                return
            if text:
                show(meta(text, held) if text.startswith("\\") else ask(text))
        except SteppeError as error:
            say(f"error: {error}")
        except KeyboardInterrupt:
            say("stopped")
        except EOFError:
            return


def meta(command: str, held: list[Object]) -> pl.DataFrame:
    r"""What `\d` (tables and views) or `\d NAME` (its columns) shows. Raises InputError for another command."""
    word, _, name = command.rstrip("; \n").partition(" ")
    if word != r"\d":
        raise InputError(f"{word}: no such command; {HELP}")
    if not name.strip():
        rows = [{"name": one.full_name, "kind": one.kind, "what": one.comment} for one in held]
        return pl.DataFrame(rows, schema=dict.fromkeys(("name", "kind", "what"), pl.String))
    return _columns(_named(name.strip(), held))


def _named(name: str, held: list[Object]) -> Object:
    found = [one for one in held if name.lower() in (one.full_name, one.name)]
    if not found:
        near = difflib.get_close_matches(
            name.lower(), [*(one.full_name for one in held), *(one.name for one in held)], 1
        )
        raise InputError(f"{name}: no such table or view{f'; did you mean {near[0]}?' if near else ''}")
    return found[0]


def _columns(one: Object) -> pl.DataFrame:
    marks = dict.fromkeys(one.key, "key")
    for reference in one.references:
        for column in reference.columns:
            marks[column] = ", ".join(filter(None, (marks.get(column), f"to {reference.table}")))
    rows = [
        {"column": column.name, "type": column.type, "key": marks.get(column.name, ""), "meaning": column.comment}
        for column in one.columns
    ]
    return pl.DataFrame(rows)


class Names(Completer):
    """Completes names of tables, and of columns: those of the tables that the question names, else all."""

    def __init__(self, held: list[Object]) -> None:
        self.tables = {(one.name if one.schema == "main" else one.full_name): one for one in held}

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What the word at the cursor can become."""
        word = document.get_word_before_cursor(pattern=WORD)
        for name, what in self._candidates(document.text).items():
            if name.lower().startswith(word.lower()) and name != word:
                yield Completion(name, start_position=-len(word), display_meta=what)

    def _candidates(self, text: str) -> dict[str, str]:
        if text.startswith("\\"):
            return {name: one.kind for name, one in self.tables.items()}
        words = {word.lower().removeprefix("main.") for word in WORD.findall(text)}
        named = [one for name, one in self.tables.items() if name in words] or list(self.tables.values())
        columns = {column.name: one.name for one in reversed(named) for column in one.columns}
        tables = {name: one.kind for name, one in self.tables.items()}
        return {**columns, **tables, **dict.fromkeys(KEYWORDS, "")}


def history_file(say: Callable[[str], None]) -> History:
    """The questions of before, in a file of the user's own; in memory where that cannot be written."""
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    file = base / "steppe" / "sql_history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        return FileHistory(file)
    except OSError as error:
        say(f"{file}: cannot write there ({error.strerror}); questions of this session are not kept")
        return InMemoryHistory()


def _keys() -> KeyBindings:
    """Enter takes a completion that is chosen, ends a question that is whole, and else begins a line."""
    keys = KeyBindings()

    @keys.add("enter")
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None
        elif is_whole(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.newline(copy_margin=False)

    return keys


def is_whole(text: str) -> bool:
    r"""Whether a text is a command, or a question that has ended: by `;` or an empty line.

    >>> [is_whole(text) for text in ("FROM rates", "FROM rates;", "FROM rates\n", "\\d", "")]
    [False, True, True, True, True]
    """
    stripped = text.strip()
    is_command = stripped.startswith("\\") or stripped in ("", *LEAVE)
    return is_command or stripped.endswith(";") or text.endswith("\n")
