"""The letters of lines.describe that several modules ask for."""

PROSE = list("PDENQM")
TITLES = list("STV")
HEADER = list("KkAGH")  # what goes on a page's header
NO_TITLES = [*HEADER, "X"]
