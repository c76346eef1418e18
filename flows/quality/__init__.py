"""Frames to verdicts; alone knows Great Expectations and pandas."""
