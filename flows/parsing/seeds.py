"""Reference rows of seeds/ -> the fixed phrases and tables that parsing looks things up in."""

from dataclasses import dataclass

import polars as pl

from flows.parsing.pager import pager_pattern

CLOSING = ("continue_reading", "register_to_read_more")
REPEAT = "read_more"
BYLINE = "byline"
NOTE = "publishers_note"
PAGER = "pager"
FURNITURE = "furniture"
PROFILE = ("author_breadcrumb", "author_avatar", "author_articles")
MIN_CUT_CHARS = 4
PUNCTUATION = set("\\.+*?()|[]{}^$#&-~")


@dataclass(frozen=True)
class ParserSeeds:
    """The seeds that parsing needs, as frames of strings.

    phrases (rule, match, phrase, zone) · months (name, month) · genres (prefix, genre) · outlets (outlet, host) ·
    recurring_headlines (headline) · pairing_rules (rule, confidence) · quarantine_reasons (reason, meaning).
    """

    phrases: pl.DataFrame
    months: pl.DataFrame
    genres: pl.DataFrame
    outlets: pl.DataFrame
    recurring_headlines: pl.DataFrame
    pairing_rules: pl.DataFrame
    quarantine_reasons: pl.DataFrame

    def phrase_rule(self, line: pl.Expr) -> pl.Expr:
        """Name of the phrase rule that a whole line meets, or NULL."""
        chosen = pl.lit(None, pl.String)
        rules = self.phrases.filter(~pl.col("match").is_in(["contains", "pattern"]) & (pl.col("rule") != FURNITURE))
        for rule, match, phrase, _ in rules.sort("match", descending=True).iter_rows():
            test = {
                "exact": line == phrase.strip(),
                "prefix": line.str.starts_with(phrase),
                "suffix": line.str.ends_with(phrase),
            }[match]
            chosen = pl.when(test).then(pl.lit(rule)).otherwise(chosen)
        return chosen

    def is_furniture(self, line: pl.Expr) -> pl.Expr:
        """Whether a line reads like what sites print around articles: no title and no paragraph, kept as unparsed."""
        form = {"exact": "^{}$", "prefix": "^{}", "suffix": "{}$", "contains": "{}"}
        rows = self.phrases.filter(pl.col("rule") == FURNITURE).select("match", "phrase").iter_rows()
        return line.str.contains("(?i)" + "|".join(form[match].format(_escape(phrase)) for match, phrase in rows))

    @property
    def pager_patterns(self) -> list[str]:
        """Regexes of the pager lines."""
        return [pager_pattern(phrase) for phrase in self.phrases.filter(pl.col("rule") == PAGER)["phrase"]]

    def phrase_kind(self, rule: pl.Expr) -> pl.Expr:
        """Kind letter of a phrase rule: `C`, `R`, `B` or `H`."""
        return (
            pl.when(rule.is_in(CLOSING))
            .then(pl.lit("C"))
            .when(rule == REPEAT)
            .then(pl.lit("R"))
            .when(rule == BYLINE)
            .then(pl.lit("B"))
            .when(rule.is_not_null())
            .then(pl.lit("H"))
        )

    def cut_closing_rule(self, line: pl.Expr) -> pl.Expr:
        """Name of the closing phrase that a cut last line begins, or NULL."""
        chosen = pl.lit(None, pl.String)
        for rule, phrase in self.phrases.filter(pl.col("rule").is_in([*CLOSING, REPEAT]))["rule", "phrase"].iter_rows():
            begins = (line.str.len_chars() >= MIN_CUT_CHARS) & pl.lit(phrase).str.starts_with(line)
            chosen = pl.when(begins).then(pl.lit(rule)).otherwise(chosen)
        return chosen

    def ends_closed(self, text: pl.Expr) -> pl.Expr:
        """Whether a text ends with a closing phrase after other words."""
        phrases = self.phrases.filter(pl.col("rule").is_in(CLOSING))["phrase"]
        return pl.any_horizontal(text.str.contains(rf"\S\s+{_escape(phrase)}$") for phrase in phrases)

    def without_closing(self, text: pl.Expr) -> pl.Expr:
        """The text without a closing phrase at its end."""
        for phrase in self.phrases.filter(pl.col("rule").is_in(CLOSING))["phrase"]:
            text = text.str.replace(rf"\s+{_escape(phrase)}$", "")
        return text

    def is_note(self, text: pl.Expr) -> pl.Expr:
        """Whether a text holds the phrase that opens an untitled digest."""
        phrases = self.phrases.filter(pl.col("rule") == NOTE)["phrase"]
        return pl.any_horizontal(text.str.contains(phrase, literal=True) for phrase in phrases)

    def meaning(self, reason: pl.Expr) -> pl.Expr:
        """What a reason of the closed list means; one that is not on it raises."""
        reasons = self.quarantine_reasons
        return reason.replace_strict(reasons["reason"], reasons["meaning"], return_dtype=pl.String)

    def author_name(self, line: pl.Expr) -> pl.Expr:
        """The name in the breadcrumb of an author page."""
        for phrase in self.phrases.filter(pl.col("rule") == PROFILE[0])["phrase"]:
            line = line.str.strip_prefix(phrase)
        return line.str.strip_chars()

    def byline_name(self, line: pl.Expr) -> pl.Expr:
        """The name in a byline."""
        for phrase in self.phrases.filter(pl.col("rule") == BYLINE)["phrase"]:
            line = line.str.strip_prefix(phrase)
        return line.str.strip_chars()


def _escape(phrase: str) -> str:
    return "".join(f"\\{char}" if char in PUNCTUATION else char for char in phrase)
