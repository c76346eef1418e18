"""Rows of seeds/entities and seeds/aliases -> names to look for and what they stand for."""

import re
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.mentions.covers import TYPES, kind_numbers
from flows.mentions.cues import Cues
from flows.mentions.listed import Automata
from flows.mentions.plain import plain_text

ALIAS_COLUMNS = ("alias", "entity_id", "form", "is_case_sensitive")
CASINGS = ("to_lowercase", "to_uppercase", "to_titlecase")
BARE = "bare"
SHY = ("needs_article", "needs_company", "needs_hyphen", "needs_saying", "needs_sport")
BARE_NAME = "^(?:[A-Z].* .*|Parliament|Senate)$"  # no common word: Bank, Government
FORMS = ("name", "alias", "acronym", "demonym", "surname", "discovered", BARE)
DECISION_COLUMNS = ("name", "entity_id", "decision")


def no_decisions() -> pl.DataFrame:
    """A frame of decisions without any."""
    return pl.DataFrame(schema=dict.fromkeys(DECISION_COLUMNS, pl.String))


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Entities and their names, as seeds/ states them, the cues for names nobody listed, and the version of all.

    entities: entity_id, canonical_name, entity_type, country_code, wikidata_id, description. aliases: alias,
    entity_id, form, is_case_sensitive ('true' or 'false'). cues: cue, kind. rules: rule, confidence. decisions: name,
    entity_id, decision ('same', 'not_same', 'not_a_name'), taken to be checked: they win over all else that a name can
    stand for.
    """

    entities: pl.DataFrame
    aliases: pl.DataFrame
    cue_rows: pl.DataFrame
    rule_rows: pl.DataFrame
    version: str
    decisions: pl.DataFrame = field(default_factory=no_decisions)

    @cached_property
    def cues(self) -> Cues:
        """The cues by kind."""
        return Cues.of(self.cue_rows)

    @cached_property
    def confidences(self) -> dict[str, float]:
        """How often a mention of each rule is linked right, between 0 and 1."""
        return {rule: float(share) for rule, share in self.rule_rows.select("rule", "confidence").iter_rows()}

    @cached_property
    def entity_table(self) -> pl.DataFrame:
        """Rows of main.entities, by entity_id."""
        return self.entities.with_columns(origin=pl.lit("gazetteer")).sort("entity_id")

    @cached_property
    def alias_table(self) -> pl.DataFrame:
        """Rows of main.entity_aliases, canonical names among them, by alias and entity."""
        names = self.entities.select(
            pl.col("canonical_name").alias("alias"), "entity_id", form=pl.lit("name"), is_case_sensitive=pl.lit("true")
        )
        every = pl.concat([names, self.aliases.select(ALIAS_COLUMNS)]).unique(["alias", "entity_id"], keep="first")
        is_sensitive = pl.col("is_case_sensitive") == "true"
        return every.with_columns(is_case_sensitive=is_sensitive).sort("alias", "entity_id")

    @cached_property
    def meanings(self) -> pl.DataFrame:
        """What each name can stand for, one row a name and entity: name (plain), entity_id, entity_type, form,
        country_code. A bare institution (`Ministry of Energy`) stands for that of each country that has one.
        """  # noqa: D205 - the columns need two lines
        facts = self.entities.select("entity_id", "entity_type", "country_code")
        listed = self.alias_table.select(
            name=plain_text(pl.col("alias")), entity_id="entity_id", form="form", cased="is_case_sensitive"
        )
        loose = [
            listed.filter(~pl.col("cased")).with_columns(getattr(pl.col("name").str, casing)()) for casing in CASINGS
        ]
        rows = pl.concat([listed, *loose]).drop("cased").join(facts, on="entity_id", how="left")
        bare = self._bare_institutions(rows).join(rows.select("name").unique(), on="name", how="anti")
        every = pl.concat([rows, bare.select(rows.columns)]).filter(pl.col("name").str.len_chars() > 1)
        every = pl.concat([every, self._shouted(every)])
        every = every.unique(["name", "entity_id"], keep="first", maintain_order=True)
        return self._as_decided(every).sort("name", "entity_id")

    def _shouted(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Names of countries, cities and organisations of one word in capitals, as datelines print them: DUSHANBE.

        Of more words those of countries and cities alone, and their other names of two; none that is a word of the
        language.
        """
        is_area, is_name = pl.col("entity_type").is_in(["COUNTRY", "GPE_OTHER"]), pl.col("form") == "name"
        is_word = pl.col("name").str.contains("^[A-Z][a-z]{4,}$") & pl.col("form").is_in(["name", "alias"])
        is_word &= ~pl.col("name").str.to_lowercase().is_in(list(self.cues.by_kind.get("word", ())))
        first_word = pl.col("name").str.extract("^([A-Z][a-z]{3,})[ -][A-Z][a-z]{3,}$").str.to_lowercase()
        is_pair = first_word.is_not_null() & ~first_word.is_in(list(self.cues.by_kind.get("word", ())))
        is_pair &= (pl.col("entity_type") == "GPE_OTHER") & (pl.col("form") == "alias")
        is_dateline = (
            (is_area & is_name) | is_pair | (is_word & (is_area | ((pl.col("entity_type") == "ORG") & is_name)))
        )
        capitals = rows.filter(is_dateline).with_columns(pl.col("name").str.to_uppercase())
        is_new = pl.col("name").str.contains("^[A-Z][A-Z -]{4,}$")
        return capitals.filter(is_new).join(rows.select("name"), on="name", how="anti")

    @cached_property
    def verdicts(self) -> pl.DataFrame:
        """The decisions as spans are held against them: name, decision, decided, decided_type, decided_country."""
        return self._coded(self.decided).select(
            "name", "decision", decided="entity", decided_type="entity_type", decided_country="country_code"
        )

    @cached_property
    def decided(self) -> pl.DataFrame:
        """The decisions by plain name: name, entity_id, decision and the entity's entity_type and country_code."""
        facts = self.entities.select("entity_id", "entity_type", "country_code")
        plain = self.decisions.select(plain_text(pl.col("name")), "entity_id", "decision")
        return plain.join(facts, on="entity_id", how="left", maintain_order="left")

    def _as_decided(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The meanings without those that decisions take away, and with those that they give."""
        same = self.decided.filter(pl.col("decision") == "same").drop("decision")
        refused = self.decided.filter(pl.col("decision") == "not_same")
        forms = rows.filter(pl.col("form") != BARE).select("name", "entity_id", "form")
        given = same.join(forms, on=["name", "entity_id"], how="left").with_columns(pl.col("form").fill_null("alias"))
        is_settled = pl.col("name").is_in(same["name"].implode()) | pl.col("name").is_in(list(self.no_names))
        left = rows.filter(~is_settled).join(refused, on=["name", "entity_id"], how="anti", maintain_order="left")
        return pl.concat([left, given.select(rows.columns)])

    @cached_property
    def no_names(self) -> frozenset[str]:
        """Plain names that a decision says are none."""
        return frozenset(self.decided.filter(pl.col("decision") == "not_a_name")["name"])

    def _bare_institutions(self, rows: pl.DataFrame) -> pl.DataFrame:
        """`Ministry of Energy` out of `Ministry of Energy of Kazakhstan`, `Foreign Ministry` out of `Kazakh …`."""
        countries = self.entities.filter(pl.col("entity_type") == "COUNTRY")["entity_id"].implode()
        names = rows.filter(pl.col("entity_id").is_in(countries)).select("country_code", word="name").drop_nulls()
        orgs = rows.filter(pl.col("entity_type") == "ORG").drop_nulls("country_code").join(names, on="country_code")
        name, word = pl.col("name"), pl.col("word")
        ends = pl.when(name.str.ends_with(pl.format(" of {}", word))).then(
            name.str.head(name.str.len_chars() - word.str.len_chars() - 4)
        )
        begins = pl.when(name.str.starts_with(pl.format("{} ", word))).then(name.str.slice(word.str.len_chars() + 1))
        heads = self.cues.pattern("institution")
        bare = orgs.with_columns(name=pl.coalesce(ends, begins)).drop("word").drop_nulls("name")
        is_whole = pl.col("name").str.contains(rf"^(?:{heads})\b|\b(?:{heads})$") & ~pl.col("name").str.contains(
            " of the Republic$|^(?:News|Press|Telegraph) "
        )
        return bare.filter(is_whole & pl.col("name").str.contains(BARE_NAME)).with_columns(form=pl.lit(BARE)).unique()

    @cached_property
    def names(self) -> pl.DataFrame:
        """One row a name, numbered as the automaton does: name, name_id, meaning_count and the first meaning."""
        return (
            self.meanings.group_by("name", maintain_order=True)
            .agg(pl.len().alias("meaning_count"), pl.col("entity_id", "entity_type", "form", "country_code").first())
            .with_row_index("name_id")
        )

    @cached_property
    def tails(self) -> npt.NDArray[np.int64]:
        """Bytes at the end of each name that only tell which one it is: `, Georgia` of `Athens, Georgia`.

        ` of Jordan` of `Abdullah II of Jordan` as well: the country is a mention of its own; and a small head behind an
        organisation: ` newspaper` of `Dawn newspaper`.
        """
        heads = self.cues.pattern("org_next")
        place, crown = pl.col("name").str.extract("(, [A-Z][a-z].+)$"), pl.col("name").str.extract("( of [A-Z].+)$")
        head = pl.col("name").str.extract(rf"^[A-Z0-9][^ ]*(?: [A-Z][^ ]*)*( (?:news |press )?(?:{heads}))$")
        is_place = pl.col("entity_type").is_in(["GPE_OTHER", "LOCATION"])
        is_king = (pl.col("entity_type") == "PERSON") & crown.str.slice(4).is_in(list(self.country_names))
        is_body = pl.col("entity_type") == "ORG"
        tail = pl.when(is_place).then(place).when(is_king).then(crown).when(is_body).then(head)
        sizes = tail.str.len_bytes().fill_null(0).cast(pl.Int64)
        tails = self.names.select(sizes.alias("tail")).to_series().to_numpy()
        return np.append(tails, np.zeros(len(self.things), dtype=np.int64))

    @cached_property
    def codes(self) -> dict[str, pl.DataType]:
        """Types of the columns of spans that hold few different texts: as numbers they are moved much faster."""
        return {
            "entity_type": pl.Enum(TYPES),
            "country_code": pl.Enum(self.entities["country_code"].drop_nulls().unique().sort()),
            "form": pl.Enum(FORMS),
            "rule": pl.Enum(list(self.confidences)),
        }

    def typed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows, their columns that `codes` names in its types."""
        return rows.cast({name: kind for name, kind in self.codes.items() if name in rows.columns})

    def _coded(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows as `typed`, and `entity`, the number of each entity_id among the entities."""
        numbers = self.entities.select("entity_id").with_row_index("entity")
        return self.typed(rows).join(numbers, on="entity_id", how="left", maintain_order="left")

    def _numbers(self, ids: pl.Series | list[str]) -> pl.Series:
        """The numbers of entities."""
        return self.entities.with_row_index("entity").filter(pl.col("entity_id").is_in(list(ids)))["entity"]

    @cached_property
    def known(self) -> pl.DataFrame:
        """What each name stands for, by name_id; entity and country_code are NULL where it is open."""
        is_sure = pl.col("meaning_count") == 1
        return self._coded(self.names.with_columns(rule=pl.format("listed_{}", "form"))).select(
            "name_id",
            pl.when(is_sure & (pl.col("form") != BARE)).then(pl.col("entity")).alias("entity"),
            "entity_type",
            pl.when(is_sure).then(pl.col("country_code")).alias("country_code"),
            "form",
            "rule",
            canonical=pl.lit(None, pl.String),
        )

    @cached_property
    def kinds(self) -> npt.NDArray[np.uint8]:
        """The kind of each name and thing as words are marked with it, by name_id."""
        things = pl.Series(["LOCATION"]).new_from_index(0, len(self.things))
        return kind_numbers(pl.concat([self.names["entity_type"], things]))

    @cached_property
    def options(self) -> pl.DataFrame:
        """The meanings by the number of their name: name_id, meant, meant_type, meant_country."""
        numbered = self.meanings.join(self.names.select("name", "name_id"), on="name", how="left")
        return self._coded(numbered).select(
            "name_id", meant="entity", meant_type="entity_type", meant_country="country_code"
        )

    @cached_property
    def places(self) -> pl.DataFrame:
        """Names of one place: name, whole, whole_type, whole_country."""
        is_place = (pl.col("meaning_count") == 1) & pl.col("entity_type").is_in(["GPE_OTHER", "LOCATION"])
        return self._coded(self.names.filter(is_place)).select(
            "name", whole="entity", whole_type="entity_type", whole_country="country_code"
        )

    @cached_property
    def sure(self) -> pl.DataFrame:
        """Names of one entity: short (the name), entity_type, listed, listed_country."""
        names = self._coded(self.names.filter(pl.col("meaning_count") == 1))
        return names.select("entity_type", short="name", listed="entity", listed_country="country_code")

    @cached_property
    def automata(self) -> Automata:
        """All names and, numbered behind them, the things, to be found in one pass over bytes."""
        return Automata.of(pl.concat([self.names["name"], self.things]))

    @cached_property
    def things(self) -> pl.Series:
        """What holds a name and is none: Panama hat, Panama hats, Panama Hats."""
        one = pl.Series("name", sorted(self.cues.by_kind.get("thing", ())), pl.String)
        every = pl.concat([one, one + "s"])
        every = pl.concat([every, every.str.to_titlecase()]).unique(maintain_order=True)
        return every.filter(~every.is_in(self.names["name"].implode()))

    @cached_property
    def capitals_automata(self) -> Automata:
        """All names in capitals, for texts that are printed in capitals throughout."""
        return Automata.of(self.names["name"].str.to_uppercase())

    @cached_property
    def given_names(self) -> frozenset[str]:
        """First names of the people listed."""
        people = self.meanings.filter((pl.col("entity_type") == "PERSON") & pl.col("name").str.contains(" "))
        firsts = people["name"].str.split(" ").list.first()
        listed = frozenset(word for word in firsts if re.fullmatch(r"[A-Z][a-z'-]+(?:-[A-Z][a-z]+)?", word))
        return listed | self.cues.by_kind.get("given_name", frozenset())

    @cached_property
    def languages(self) -> pl.Series:
        """Numbers of the demonyms that are names of languages as well: Russian, not American."""
        spoken = set().union(*(self.cues.by_kind.get(kind, ()) for kind in ("language", "language_or_people")))
        is_people = pl.col("entity_type").is_in(["COUNTRY", "GPE_OTHER"]) & (pl.col("form") == "demonym")
        return self.names.filter(is_people & pl.col("name").is_in(sorted(spoken)))["name_id"]

    @cached_property
    def shared_names(self) -> pl.Series:
        """Numbers of the names that countries and people have: Chad, Georgia, Jordan."""
        is_given = pl.col("name").is_in(list(self.cues.by_kind.get("given_name", ())))
        return self.names.filter(is_given & pl.col("name_id").is_in(self.country_nouns.implode()))["name_id"]

    @cached_property
    def country_nouns(self) -> pl.Series:
        """Numbers of the names of countries that are words, no demonyms and no acronyms."""
        is_country = (pl.col("entity_type") == "COUNTRY") & (pl.col("form") != "demonym")
        return self.names.filter(is_country & pl.col("name").str.contains("[a-z]"))["name_id"]

    @cached_property
    def directions(self) -> pl.Series:
        """Numbers of the names that are points of the compass as well: East, West."""
        return self.names.filter(pl.col("name").is_in(list(self.cues.by_kind.get("direction", ()))))["name_id"]

    @cached_property
    def shy(self) -> dict[str, pl.Series]:
        """Numbers of the names that are none unless the text tells, by the kind of cue that says what they need."""
        cues = {kind: list(self.cues.by_kind.get(kind, ())) for kind in SHY}
        return {kind: self.names.filter(pl.col("name").is_in(names))["name_id"] for kind, names in cues.items()}

    @cached_property
    def states(self) -> pl.Series:
        """Numbers of the states within a country, which stand in lists: Ohio, Texas and Georgia."""
        is_state = pl.col("description").str.starts_with("State ").fill_null(False)
        return self._numbers(self.entities.filter(is_state & (pl.col("entity_type") == "GPE_OTHER"))["entity_id"])

    @cached_property
    def witnesses(self) -> pl.DataFrame:
        """What tells a state within a country from the country of its name: name_id, meant, witness (entities).

        A witness is of the state's country and has the name in its own or its description: Atlanta, `City in Georgia`.
        """
        meant = self.options.filter(pl.col("meant_type") == "GPE_OTHER").join(
            self.options.filter(pl.col("meant_type") == "COUNTRY").select("name_id"), on="name_id", how="semi"
        )
        named = meant.join(self.names.select("name_id", "name"), on="name_id")
        facts = self.typed(self.entities.select("entity_id", "country_code", "canonical_name", "description"))
        told = facts.with_row_index("witness").join(named, left_on="country_code", right_on="meant_country")
        text = pl.concat_str("canonical_name", pl.col("description").fill_null(""), separator=" ")
        return told.filter(text.str.contains(pl.format(r"\b{}\b", "name"))).select("name_id", "meant", "witness")

    @cached_property
    def nations(self) -> frozenset[str]:
        """Names and demonyms of countries."""
        return frozenset(self.names.filter(pl.col("entity_type") == "COUNTRY")["name"])

    @cached_property
    def bare_names(self) -> pl.DataFrame:
        """Names of institutions without their country: name_id, name."""
        return self.names.filter(pl.col("form") == BARE).select("name_id", "name")

    @cached_property
    def state_names(self) -> pl.DataFrame:
        """The states of today under each of their names and demonyms: nation, nation_code, state (canonical name)."""
        today = self.entities.filter(pl.col("entity_type") == "COUNTRY").drop_nulls("country_code")
        names = self.names.filter(pl.col("entity_type") == "COUNTRY").select("name", nation_code="country_code")
        joined = names.join(today.select("canonical_name", nation_code="country_code"), on="nation_code", how="inner")
        long_enough = joined.filter(pl.col("name").str.contains("^[A-Z][A-Za-z -]+$"))
        return long_enough.select("nation_code", nation="name", state="canonical_name")

    @cached_property
    def country_names(self) -> frozenset[str]:
        """Canonical names of countries."""
        return frozenset(self.entities.filter(pl.col("entity_type") == "COUNTRY")["canonical_name"])

    @cached_property
    def rivers(self) -> frozenset[str]:
        """Names of the listed rivers without `River`."""
        return frozenset(self.places["name"].filter(self.places["name"].str.ends_with(" River")).str.head(-6))

    @cached_property
    def capital_cities(self) -> pl.Series:
        """Numbers of the cities that can stand for a government."""
        is_capital = pl.col("description").str.starts_with("Capital of ").fill_null(False)
        return self._numbers(self.entities.filter(is_capital & (pl.col("entity_type") == "GPE_OTHER"))["entity_id"])

    @cached_property
    def seats(self) -> pl.Series:
        """Numbers of the seats of power that stand for an institution."""
        return self._numbers(list(self.cues.by_kind.get("seat", ())))

    @cached_property
    def with_article(self) -> pl.Series:
        """Numbers of the entities whose name has an article before it."""
        return self._numbers(list(self.cues.by_kind.get("article_name", ())))
