"""Rows of seeds/entities and seeds/aliases -> names to look for and what they stand for."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from flows.mentions.plain import plain_text

ALIAS_COLUMNS = ("alias", "entity_id", "form", "is_case_sensitive")


@dataclass(frozen=True)
class Gazetteer:
    """Entities and their names, as seeds/ states them, and the version of both.

    entities: entity_id, canonical_name, entity_type, country_code, wikidata_id, description. aliases: alias,
    entity_id, form, is_case_sensitive ('true' or 'false').
    """

    entities: pl.DataFrame
    aliases: pl.DataFrame
    version: str

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
    def names(self) -> pl.DataFrame:
        """One row per name as the matcher sees it: name, entity_id (NULL: several), entity_type, form."""
        types = self.entities.select("entity_id", "entity_type")
        rows = self.alias_table.join(types, on="entity_id", how="left")
        spelled = rows.with_columns(name=plain_text(pl.col("alias")))
        loose = spelled.filter(~pl.col("is_case_sensitive"))
        casings = [loose.with_columns(change(pl.col("name"))) for change in (str_lower, str_upper, str_title)]
        spelled = pl.concat([spelled, *casings]).filter(pl.col("name").str.len_chars() > 1)
        return (
            spelled.sort("name", "form", "entity_id")
            .group_by("name", maintain_order=True)
            .agg(
                entity_id=pl.when(pl.col("entity_id").n_unique() == 1).then(pl.col("entity_id").first()),
                entity_type=pl.col("entity_type").first(),
                form=pl.col("form").first(),
            )
        )


def str_lower(name: pl.Expr) -> pl.Expr:
    """The name in small letters."""
    return name.str.to_lowercase()


def str_upper(name: pl.Expr) -> pl.Expr:
    """The name in capitals."""
    return name.str.to_uppercase()


def str_title(name: pl.Expr) -> pl.Expr:
    """The name with a capital at each word."""
    return name.str.to_titlecase()
