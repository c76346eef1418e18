"""A coverage-guided fuzz target: `python -m tests.fuzz.guided [CORPUS] [-max_total_time=600]`.

Atheris (libFuzzer) drives the strategy of `dumps` through hypothesis' `fuzz_one_input`: it mutates the choices of the
strategy, keeps those that reach new code of flows/, and stops at the first that breaks what must hold. Where atheris
does not install, any driver of bytes can call `fuzz_one_input` of this module.
"""

import sys
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.dumps import Dump, dumps


@settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(dumps(), min_size=1, max_size=3))
def _target(some: list[Dump]) -> None:
    from tests.fuzz.holds import hold

    hold(some)


fuzz_one_input: Callable[[bytes], bytes | None] = _target.hypothesis.fuzz_one_input  # type: ignore[attr-defined]


def main() -> None:
    """Instrument flows, then fuzz until the driver's own limits or the first failure."""
    import atheris

    with atheris.instrument_imports(include=["flows"]):
        from tests.fuzz.holds import gazetteer
    assert gazetteer().automaton, "made now, so that no input seems slow for it"
    atheris.Setup(sys.argv, lambda data: fuzz_one_input(data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
