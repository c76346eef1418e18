"""How long work is shown while it lasts: bars on stderr where that is a terminal, lines on stdout where not."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.cli.printing import say

if TYPE_CHECKING:
    from rich.progress import Progress, Task, TaskID

    from flows.progress import Step


@contextmanager
def followed(*, as_json: bool = False) -> Iterator[None]:
    """While it lasts: bars in a terminal with what is said above them; lines into a pipe; nothing beside JSON."""
    from flows import progress

    if as_json or not sys.stderr.isatty():
        progress.tell.set((lambda line: None) if as_json else say)
        yield
        return
    with _bars() as bars:
        tasks: dict[str, TaskID] = {}

        def see(step: "Step") -> None:
            if step.label not in tasks:
                tasks[step.label] = bars.add_task(step.label, total=step.total, unit=step.unit)
            bars.update(tasks[step.label], completed=step.done, total=step.total)

        progress.tell.set(lambda line: bars.console.print(line, markup=False, highlight=False))
        progress.watch.set(see)
        yield


def _bars() -> "Progress":
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    from flows.terminal import console

    class Amount(ProgressColumn):
        def render(self, task: "Task") -> Text:
            if task.fields["unit"] == "bytes":
                speed = f"  {task.speed / 1e6:,.1f} MB/s" if task.speed else ""
                return Text(f"{task.completed / 1e6:,.1f} of {(task.total or 0) / 1e6:,.1f} MB{speed}")
            return Text(f"{task.completed:,.0f} of {task.total or 0:,.0f} {task.fields['unit']}")

    columns = (TextColumn("{task.description}"), BarColumn(), Amount(), TimeRemainingColumn())
    return Progress(*columns, console=console(stderr=True), transient=True)
