"""Alone knows DuckDB: build, load, release, query."""
