"""What an archive says of the time of a fetch -> its day in UTC."""

from datetime import UTC, date, datetime

from flows.dumps.manifest import FIRST_YEAR, LAST_YEAR


def day_of(said: object) -> date | None:
    """The day in UTC; a time without zone is UTC. None for what is no time, or outside the calendar.

    >>> day_of("2025-05-15T23:30:00-02:00"), day_of("2019-04-25 12:57:54"), day_of("2025-05-15"), day_of("May")
    (datetime.date(2025, 5, 16), datetime.date(2019, 4, 25), datetime.date(2025, 5, 15), None)
    """
    if isinstance(said, str):
        try:
            said = datetime.fromisoformat(said.strip())
        except ValueError:
            return None
    if isinstance(said, datetime):
        try:
            said = (said.astimezone(UTC) if said.tzinfo else said).date()
        except OverflowError:
            return None
    return said if isinstance(said, date) and FIRST_YEAR <= said.year <= LAST_YEAR else None
