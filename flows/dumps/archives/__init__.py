"""Archives as they come -> their records: texts with page address and day, and a count of what is passed over."""
