"""Orders of batches -> refined batches, in this process or in as many others as there are cores."""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Protocol

from flows import refine as alone
from flows.errors import InputError
from flows.references import gazetteer
from flows.refine import Order
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.quality.refusal import Audited

FEW = 2  # so many batches are done here before other processes would be ready


class Result(Protocol):
    """What a batch will be, as futures have it."""

    def result(self) -> "Audited":
        """Wait for it. Raises what refining raised."""


class Crew:
    """Worker processes, and a thread each that waits for one; without any, the process itself."""

    def __init__(self, pool: ProcessPoolExecutor | None = None, size: int = 0) -> None:
        """`size` is how many batches may be under way while another one is read or loaded."""
        self.pool, self.size = pool, size
        self.threads = ThreadPoolExecutor(max(size, 1))

    def refine(self, order: Order) -> "Audited":
        """Parse, match and audit a batch, and wait for it. Raises InputError when a worker died."""
        if not self.pool:
            return alone.refine(order)
        try:
            return self.pool.submit(alone.refine, order).result()
        except BrokenProcessPool as error:
            raise InputError(
                f"a worker process died at batch {order.batch_id}, most often for want of memory; what was loaded"
                " before stays: run again, with fewer at once (STEPPE_WORKERS=1) where memory is short"
            ) from error


def refine(order: Order, crew: Crew) -> "Audited":
    """Have a batch refined by the crew."""
    return crew.refine(order)


def submit(step: Callable[[Order, Crew], "Audited"], order: Order, crew: Crew) -> Result:
    """Begin with a batch; without workers it is done when this returns."""
    if crew.size:
        return crew.threads.submit(step, order, crew)
    done: Future[Audited] = Future()
    done.set_result(step(order, crew))
    return done


@contextmanager
def crew(settings: Settings, size: int) -> Iterator[Crew]:
    """Workers for so many bytes of dumps: none for a few batches, since a worker needs seconds to get ready."""
    batches = -(-size // (settings.batch_mib * 2**20))
    count = settings.workers or (min(_cores(), batches) if batches > FEW else 1)
    if count == 1:
        yield Crew()
        return
    pool = _pool(count)
    crew = Crew(pool, count)
    try:
        yield crew
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        crew.threads.shutdown()


def _pool(count: int) -> ProcessPoolExecutor:
    """Processes that share what one of them has loaded, where the system can fork; a fork of ours would not be safe."""
    can_fork = "forkserver" in get_all_start_methods()
    context = get_context("forkserver" if can_fork else "spawn")
    if can_fork:
        context.set_forkserver_preload(["flows.worker"])
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _begin() -> None:
    """In a worker: leave interrupts to the parent, and end with it, also when it is killed. Then load the names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gazetteer()
    gc.freeze()  # else the collector looks at all names again and again


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
