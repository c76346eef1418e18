# `make run` and `make test` need Python 3.11-3.13 and make, nothing else.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export PREFECT_SERVER_ANALYTICS_ENABLED = false
export DO_NOT_TRACK = 1

.PHONY: setup run test check lint soak bench fuzz fuzz-guided dictionary pictures fires clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	@test -n '$(PYTHON)' || { echo 'Steppe needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=/path/to/python3.12'; exit 1; }
	@if command -v uv >/dev/null; then \
		uv sync --quiet --python $(PYTHON) --all-extras --group dev; \
	else \
		test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); \
		$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'; \
		$(BIN)/python -m pip install --quiet --editable '.[cluster,lake]' --group dev; \
	fi
	@touch $(STAMP)

run: setup
	$(BIN)/steppe run --dumps seeds/dumps --warehouse steppe.duckdb

# A process a core, four at most: each may start a Prefect server of its own. A file's tests stay together.
test: setup
	$(BIN)/python -m pytest -q -ra -n auto --maxprocesses 4 --dist loadfile

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar -q sql

check: lint test

# Crashes, orders of arrival, readers and faults at length, an hour and more.
soak: setup
	$(BIN)/python -m pytest -q -ra -m '' tests/test_crash.py tests/test_order.py tests/test_readers.py tests/test_faults.py

# Stages, matching, near duplicates, and the whole at 1,000, 10,000 and 100,000 dumps: two hours and 6 GB of disk.
bench: setup $(VENV)/.bench
	$(BIN)/python -m tests.benchmarks.bench
	$(BIN)/python -m tests.benchmarks.matchers
	$(BIN)/python -m tests.benchmarks.near
	$(BIN)/python -m tests.benchmarks.growth

$(VENV)/.bench: $(STAMP)
	@if command -v uv >/dev/null; then \
		uv sync --quiet --all-extras --group dev --group bench; \
	else \
		$(BIN)/python -m pip install --quiet --group bench; \
	fi
	@touch $@

# 100,000 mutated and generated dumps, some twenty minutes; what fails is kept in tests/fuzz/found/.
fuzz: setup
	$(BIN)/python -m tests.fuzz.session --dumps 100000

# Guided by coverage, for MINUTES; atheris has wheels for Linux and needs no compiler.
MINUTES ?= 10
fuzz-guided: setup
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python 'atheris>=3.0,<4'; \
	else $(BIN)/python -m pip install --quiet 'atheris>=3.0,<4'; fi
	mkdir -p tests/fuzz/corpus tests/fuzz/found
	$(BIN)/python -m tests.fuzz.guided tests/fuzz/corpus -max_total_time=$$(($(MINUTES) * 60)) -max_len=4096 \
		-len_control=0 -artifact_prefix=tests/fuzz/found/

dictionary: setup
	$(BIN)/steppe dictionary > DICTIONARY.md

# The pictures of the README, from the sample.
pictures: setup
	$(BIN)/python -m tests.pictures

fires: setup
	$(BIN)/python -m tests.fires

clean:
	rm -rf $(VENV) steppe.duckdb steppe.state
