"""The gazetteer's rows agree with one another: one name an entity, known kinds, no alias that says nothing new."""

import polars as pl

from flows.seeds import table

TYPES = {"PERSON", "COUNTRY", "GPE_OTHER", "ORG", "EVENT", "LOCATION"}
FORMS = {"alias", "acronym", "demonym", "surname"}


def test_a_canonical_name_stands_once_for_its_type() -> None:
    names = table("entities").group_by("canonical_name", "entity_type").len().filter(pl.col("len") > 1)
    assert names["canonical_name"].to_list() == []


def test_types_forms_and_flags_are_of_the_closed_lists() -> None:
    assert set(table("entities")["entity_type"]) == TYPES
    assert set(table("aliases")["form"]) == FORMS
    assert set(table("aliases")["is_case_sensitive"]) <= {"true", "false"}


def test_an_alias_stands_once_for_its_entity_and_is_not_its_canonical_name() -> None:
    aliases = table("aliases")
    assert aliases.select("alias", "entity_id").is_duplicated().sum() == 0
    canonical = table("entities").select(alias="canonical_name", entity_id="entity_id")
    assert aliases.join(canonical, on=["alias", "entity_id"], how="semi")["alias"].to_list() == []


def test_no_name_has_blanks_at_its_ends_or_twice_inside() -> None:
    names = pl.concat([table("entities")["canonical_name"], table("aliases")["alias"]])
    assert names.filter(names.str.contains(r"^\s|\s$|\s\s")).to_list() == []
