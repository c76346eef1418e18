"""Page addresses -> outlet, listing and page number."""

import polars as pl

PAGE_NUMBER = r"(?:/page/|[?&](?:page|paged)=|%2Fpage%2F)(\d{1,6})(?:/|%2F)?(?:[?&#]|$)"
PAGE_PART = r"/page/\d{1,6}/?(?P<rest>[?#].*)?$"
QUERY_PART = r"(?P<lead>[?&])(?:page|paged|start)=\d{1,6}&?"
HOST = r"^(?:[a-z]+://)?(?:www\.)?([^/:?#]+)"


def read_addresses(pages: pl.DataFrame, outlets: pl.DataFrame, default_outlet: str) -> pl.DataFrame:
    """The pages with outlet, listing_id and page_number, out of page_url and the outlet that a manifest names.

    Outlet: the manifest's, else that of the address's host in seeds/outlets.csv, else the host, else the default;
    a copy behind a proxy belongs to the outlet whose host its address holds.
    """
    url = pl.col("page_url")
    host = url.str.to_lowercase().str.extract(HOST, 1)
    known = pl.lit(None, pl.String)
    for outlet, name in outlets.select("outlet", "host").iter_rows():
        stands_free = rf"(?:^|[^a-z0-9-]|%2f){name.replace('.', '[.]')}(?:[^a-z0-9.-]|$)"
        known = pl.when(url.str.to_lowercase().str.contains(stands_free)).then(pl.lit(outlet)).otherwise(known)
    listing = (
        url.str.replace("%2Fpage%2F\\d{1,6}(?:%2F)?", "%2F")
        .str.replace(PAGE_PART, "${rest}")
        .str.replace(QUERY_PART, "${lead}")
        .str.strip_chars_end("?&")
        .str.strip_chars_end("/")
    )
    return pages.with_columns(
        outlet=pl.coalesce("outlet", known, host, pl.lit(default_outlet)),
        listing_id=pl.coalesce(pl.when(listing != "").then(listing), "capture_id"),
        page_number=url.str.extract(PAGE_NUMBER, 1).cast(pl.Int32, strict=False),
    )
