"""Files that are no dumps by their names -> a line that says how many there are, and of which kind."""

from collections import Counter

LINK = "links out of the folder"
PIPE = "pipes or devices"
MOST_KINDS = 5


class Others:
    """Files in folders and globs that are not read, each once: why by uri, an ending or what else keeps it out."""

    def __init__(self) -> None:
        """None yet."""
        self._kinds: dict[str, str] = {}

    def add(self, kind: str, uri: str) -> None:
        """Note a file of a kind."""
        self._kinds[uri] = kind

    @property
    def counts(self) -> Counter[str]:
        """How many there are of each kind."""
        return Counter(self._kinds.values())

    @property
    def kinds(self) -> str:
        """The most frequent kinds with their counts, in words; nothing where there are none."""
        counts = self.counts
        frequent = sorted(counts, key=lambda kind: (-counts[kind], kind))
        more = [f"{len(frequent) - MOST_KINDS:,} other kinds"] * (len(frequent) > MOST_KINDS)
        return ", ".join([*(f"{counts[kind]:,} {kind}" for kind in frequent[:MOST_KINDS]), *more])

    def told(self) -> list[str]:
        """A line for a person where there are such files, with the first of them."""
        if not self._kinds:
            return []
        return [
            f"{len(self._kinds):,} files are not read, being no dumps by their names: {self.kinds}, such as"
            f" {min(self._kinds)}; one that is named by itself is read whatever its ending"
        ]
