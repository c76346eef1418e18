"""What worker processes load before the first of them begins: they are forks of the process that imports this."""

import gc

from flows.settings import quiet_environment, worker_environment

quiet_environment()
worker_environment()  # there is a worker a core

from flows import refine  # noqa: E402, F401 - after the environment
from flows.quality import audit, suites  # noqa: E402

for table in suites.TABLES:
    audit.ready(table)
gc.freeze()  # else the collector looks at all that again and again: 0.2 s each, and shared pages are copied
