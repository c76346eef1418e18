"""Reference rows of seeds/ -> the fixed phrases and tables that parsing looks things up in."""

from dataclasses import dataclass

import polars as pl

from flows.parsing.metadata import metadata_pattern, with_fields
from flows.parsing.pager import pager_pattern

CLOSING = ("continue_reading", "register_to_read_more")
REPEAT = "read_more"
READ_ON = "read_on"
ENDINGS = (*CLOSING, READ_ON)
BYLINE = "byline"
NOTE = "publishers_note"
PAGER = "pager"
FURNITURE = "furniture"
NOTICE = "notice"
CREDIT = "credit"
FACT = "metadata"
CUT_MARK = "cut_mark"
BY_SHAPE = (FURNITURE, NOTICE, CREDIT, FACT, CUT_MARK)
PROFILE = ("author_breadcrumb", "author_avatar", "author_articles")
MIN_CUT_CHARS = 4
ARROW = r"(?: ?(?:\.{3}|[…→›»\"]))?"  # of a plain text, whose » is a quote
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
        rules = self.phrases.filter(~pl.col("match").is_in(["contains", "pattern"]) & ~pl.col("rule").is_in(BY_SHAPE))
        for rule, match, phrase, _ in rules.sort("match", descending=True).iter_rows():
            test = {
                "exact": line.str.contains(f"^{_escape(phrase.strip())}{ARROW if rule in ENDINGS else ''}$"),
                "prefix": line.str.starts_with(phrase),
                "suffix": line.str.ends_with(phrase),
            }[match]
            chosen = pl.when(test).then(pl.lit(rule)).otherwise(chosen)
        return chosen

    def is_furniture(self, line: pl.Expr) -> pl.Expr:
        """Whether a short line reads like what sites print around articles: no title and no paragraph."""
        return line.str.contains(self._shape(FURNITURE))

    def is_notice(self, line: pl.Expr) -> pl.Expr:
        """Whether a line of any length begins as notices on cookies and rights do: no title and no paragraph."""
        return line.str.contains(self._shape(NOTICE))

    def metadata(self, line: pl.Expr) -> pl.Expr:
        """'metadata' for a line of days, times and counts, 'credit' for one of names and sources, else NULL.

        No title reads like the first; one may read like the second, so its place must tell.
        """
        parts = {rule: self.phrases.filter(pl.col("rule") == rule)["phrase"].to_list() for rule in (FACT, CREDIT)}
        line = with_fields(line, self.months["name"].to_list())
        return (
            pl.when(line.str.contains(metadata_pattern(parts[FACT], parts[CREDIT])))
            .then(pl.lit(FACT))
            .when(line.str.contains(metadata_pattern(parts[CREDIT], parts[FACT])))
            .then(pl.lit(CREDIT))
        )

    @property
    def cut_marks(self) -> str:
        """Regex of the marks at the end of a text that say it is cut."""
        marks = self.phrases.filter(pl.col("rule") == CUT_MARK)["phrase"]
        return f"(?:{'|'.join(map(_escape, marks))})"

    def _shape(self, rule: str) -> str:
        """Regex of the lines, in any case, that meet a phrase of the rule."""
        form = {"exact": "^{}$", "prefix": "^{}", "suffix": "{}$", "contains": "{}"}
        rows = self.phrases.filter(pl.col("rule") == rule).select("match", "phrase").iter_rows()
        return "(?i)" + "|".join(form[match].format(_escape(phrase)) for match, phrase in rows)

    @property
    def pager_patterns(self) -> list[str]:
        """Regexes of the pager lines."""
        return [pager_pattern(phrase) for phrase in self.phrases.filter(pl.col("rule") == PAGER)["phrase"]]

    def phrase_kind(self, rule: pl.Expr) -> pl.Expr:
        """Kind letter of a phrase rule: `C`, `R`, `B` or `H`."""
        return (
            pl.when(rule.is_in(CLOSING))
            .then(pl.lit("C"))
            .when(rule.is_in((REPEAT, READ_ON)))
            .then(pl.lit("R"))
            .when(rule == BYLINE)
            .then(pl.lit("B"))
            .when(rule.is_not_null())
            .then(pl.lit("H"))
        )

    def cut_closing_rule(self, line: pl.Expr) -> pl.Expr:
        """Name of the closing phrase that a cut last line begins, or NULL."""
        chosen = pl.lit(None, pl.String)
        rules = self.phrases.filter(pl.col("rule").is_in([*CLOSING, REPEAT]))
        for rule, phrase in rules["rule", "phrase"].iter_rows():
            begins = (line.str.len_chars() >= MIN_CUT_CHARS) & pl.lit(phrase).str.starts_with(line)
            chosen = pl.when(begins).then(pl.lit(rule)).otherwise(chosen)
        return chosen

    def ends_closed(self, text: pl.Expr, *, is_prose: bool) -> pl.Expr:
        """Whether a text ends with a closing phrase after other words; a title may end with one of `READ_ON`."""
        return text.str.contains(rf"\S\s+{self._ending(ENDINGS if is_prose else CLOSING)}$")

    def without_closing(self, text: pl.Expr) -> pl.Expr:
        """The text without a closing phrase at its end."""
        return text.str.replace(rf"\s+{self._ending(ENDINGS)}$", "")

    def _ending(self, rules: tuple[str, ...]) -> str:
        """Regex of the phrases that close a text, with the arrow behind them."""
        phrases = self.phrases.filter(pl.col("rule").is_in(rules))["phrase"]
        return f"(?:{'|'.join(map(_escape, phrases))}){ARROW}"

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
