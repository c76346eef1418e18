"""Steppe: raw page dumps of a news site -> an audited DuckDB warehouse."""
