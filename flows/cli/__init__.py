"""`steppe`: a thin shell over flows and warehouse, a module a group of commands."""

import sys  # noqa: I001 - the groups stand in the order of the help
from typing import NoReturn

from flows.cli.app import app
from flows.cli import runs, questions, names, repairs, quarantine
from flows.cli.printing import print_refusals
from flows.errors import RefusedError, SteppeError

__all__ = ["app", "main", "names", "quarantine", "questions", "repairs", "runs"]


def main() -> None:
    """Run the command line: one red line and exit 1 (refused) or 2 (input) for what a person can mend."""
    try:
        app()
    except RefusedError as error:
        print_refusals(getattr(error.summary, "refusals", []), stderr=True)
        _fail(str(error), error.exit_code)
    except SteppeError as error:
        _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        _fail("stopped; the next run goes on from the last whole batch", 130)
    except Exception as error:
        _fail(f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no message'}", 2)


def _fail(line: str, code: int) -> NoReturn:
    from flows.terminal import console, one_line, tame

    if "--debug" in sys.argv:
        import traceback

        sys.stderr.write(tame(traceback.format_exc()))
    error = console(stderr=True)
    error.print(f"error: {one_line(line)}", style="red", markup=False, highlight=False, soft_wrap=True)
    sys.exit(code)
