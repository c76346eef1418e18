"""One capture, out of the build database, and out of every file of the state."""

import shutil
from pathlib import Path

import duckdb

from flows.dumps import raw
from flows.look import file_ids
from flows.warehouse.build import Connection, scalar, transaction
from flows.warehouse.known import files_of
from flows.warehouse.load import now
from flows.warehouse.places import Places
from flows.warehouse.releases import files, is_whole
