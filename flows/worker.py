"""What worker processes load before the first of them begins: they are forks of the process that imports this."""

import os

os.environ["POLARS_MAX_THREADS"] = "1"  # there is a worker a core

from flows.settings import quiet_environment

quiet_environment()

from flows import refine  # noqa: E402, F401 - after the environment
from flows.quality import audit, suites  # noqa: E402

for table in suites.TABLES:
    audit.ready(table)
