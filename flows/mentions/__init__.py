"""Texts to mentions: gazetteer, match, resolve; pure."""
