"""The letters of lines.describe that several modules ask for."""

PROSE = list("PDENQM")
TITLES = list("STV")
NO_TITLES = list("KkAGHX")
