"""Made-up dumps, and how fast the stages work on them."""
