"""Settings and seeds -> what readers of archives have to know, and a version of it."""

from flows import seeds
from flows.dumps.archives.records import Terms
from flows.dumps.archives.sites import Sites
from flows.settings import Settings


def terms_of(settings: Settings) -> Terms:
    """Whose pages count, how large one may be, and how columns are named."""
    return Terms(
        limit=settings.max_dump_mib * 2**20,
        sites=Sites(frozenset(seeds.table("outlets")["host"]), frozenset(seeds.table("proxies")["host"])),
        text_column=settings.text_column,
        url_column=settings.url_column,
        date_columns=tuple(settings.date_columns),
    )
