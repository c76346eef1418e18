"""Bytes: find, read and decode dumps, and know which are new."""
