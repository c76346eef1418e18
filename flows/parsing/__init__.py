"""Lines to frames: pure Polars, no disk, no clock."""
