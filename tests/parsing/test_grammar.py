"""Codes of lines to roles and rules."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.grammar import recognise


@pytest.mark.parametrize(
    ("flags", "codes", "layout", "roles", "rules"),
    [
        ("hg", "TPSPVP", "listing", "tptptp", ["alternation"] * 6),
        ("hg", "TPSTP", "listing", "tp.tp", ["alternation"] * 2 + [None] + ["after_foreign_line"] * 2),
        ("hg", "TPPTP", "listing", "tp.tp", ["before_foreign_line"] * 2 + [None] + ["alternation"] * 2),
        ("hg", "TFPTP", "listing", "t.ptp", ["across_foreign_line", None, "across_foreign_line"] + ["alternation"] * 2),
        ("hg", "TXPXTP", "listing", "t.p.tp", ["alternation", None, "alternation", None] + ["alternation"] * 2),
        ("hg", "TPP", "listing", "tp.", ["before_foreign_line"] * 2 + [None]),
        ("h", "TPP", "paged_home", "tpp", ["page_end"] * 3),
        ("h", "TPSPP", "paged_home", "tpspp", ["open_item"] * 5),
        ("h", "TPSPPCTPC", "paged_home", "tpsppctpc", ["closed_item"] * 9),
        ("h", "TPPSPSPTPPSP", "paged_home", "tppspsptppsp", ["open_item"] * 12),
        ("h", "TPSPSPSP", "listing", "tptptptp", ["unheaded_alternation"] * 8),
        ("h", "TPTPSPTP", "listing", "tptptptp", ["unpaged_alternation"] * 8),
        ("h", "TPPTPTPSP", "listing", "tp.tptptp", ["before_foreign_line"] * 2 + [None] + ["unheaded_alternation"] * 6),
        ("hg", "TSPTSPTSP", "listing", "t.p" * 3, ["across_foreign_line", None, "across_foreign_line"] * 3),
        ("hg", "TUSPTUSPTUSP", "listing", "t..p" * 3, ["across_foreign_line", None, None, "across_foreign_line"] * 3),
        ("hg", "TPTUSP", "listing", "tp..tp", ["alternation"] * 2 + [None] * 2 + ["after_foreign_line"] * 2),
        ("h", "TPPCTUSPPC", "paged_home", "tppc..tppc", ["closed_item"] * 4 + [None] * 2 + ["after_foreign_line"] * 4),
        ("hg", "STPSTPSTP", "listing", ".tp" * 3, [None, "after_foreign_line", "after_foreign_line"] * 3),
        ("hg", "TPTVTP", "listing", "tptptp", ["alternation"] * 2 + ["short_body"] * 2 + ["alternation"] * 2),
        ("hg", "STVTP", "listing", "...tp", [None] * 3 + ["after_foreign_line"] * 2),
        ("hg", "TPVTP", "listing", "tp.tp", ["alternation"] * 2 + [None] + ["after_foreign_line"] * 2),
        ("hg", "TPRTPR", "listing", "tpctpc", ["alternation"] * 6),
        ("h", "TPPRTPPR", "paged_home", "tppctppc", ["closed_item"] * 8),
        ("", "TBDCTBDR", "old_listing", "tbpctbpc", ["byline"] * 8),
        ("", "TSBD", "old_listing", ".tbp", [None] + ["after_foreign_line"] * 3),
        ("", "TBSD", "old_listing", "tb.p", ["across_foreign_line"] * 2 + [None, "across_foreign_line"]),
        ("", "TBDP", "old_listing", "tbpp", ["open_item"] * 4),
        ("o", "TBDP", "old_listing", "tbpp", ["page_end"] * 4),
        ("n", "TBD", "compact", "tbp", ["byline"] * 3),
        ("", "NSTM", "old_digest", "pssp", ["digest"] * 4),
        ("", "NSTMP", "old_digest", "pssp.", ["digest_with_gaps"] * 4 + [None]),
        ("", "TPTPTP", "listing", "tptptp", ["unheaded_alternation"] * 6),
        ("", "TPTP", "unknown", "....", [None] * 4),
    ],
)
def test_a_structure(flags: str, codes: str, layout: str, roles: str, rules: list[str | None]) -> None:
    found = recognise(flags, codes)
    assert (found.layout, "".join(found.roles), found.rules) == (layout, roles, rules)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(["", "h", "g", "hg", "ha", "gx", "n", "o", "ho"]), st.text("PDENQMSTVUFLXBCR", max_size=30))
def test_any_structure_is_whole(flags: str, codes: str) -> None:
    found = recognise(flags, codes)
    assert len(found.roles) == len(found.items) == len(found.rules) == len(codes)
    for code, role, item, rule in zip(codes, found.roles, found.items, found.rules, strict=True):
        assert role in "tbpsc."
        assert code != "X" or role == "."
        assert (item > 0) == (rule is not None)
        assert item == 0 or role != "."
    for item in set(found.items) - {0}:
        roles = [role for role, own in zip(found.roles, found.items, strict=True) if own == item]
        assert roles.count("t") == (0 if found.layout == "old_digest" else 1)


@pytest.mark.parametrize(
    "unit", ["TP", "SP", "SPP", "TPSPC", "TF", "TBP", "STP", "PS", "V", "L", "F", "SU", "NSTM", "TBPSP"]
)
@pytest.mark.parametrize("flags", ["h", "hg", ""])
def test_long_pages_take_no_square_time(flags: str, unit: str) -> None:
    start = time.perf_counter()
    recognise(flags, unit * 20_000)
    assert time.perf_counter() - start < 5
