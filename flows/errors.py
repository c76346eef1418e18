"""The one family of errors that a person can mend: what, where and how."""


class SteppeError(Exception):
    """Something a person can mend; the command line prints it as one line and exits 2."""

    exit_code = 2


class InputError(SteppeError):
    """A path, a manifest, a setting or a question is not usable as it stands."""


class BusyError(SteppeError):
    """Another run holds the warehouse."""


class RefusedError(SteppeError):
    """The audit refused the run: nothing was released. The command line exits 1."""

    exit_code = 1

    def __init__(self, line: str, summary: object = None) -> None:
        """Why, in a line; `summary`: what the run did until then."""
        super().__init__(line)
        self.summary = summary
