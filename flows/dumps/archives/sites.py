"""The address of a page -> whether it is one of the outlets'."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Sites:
    """Hosts of outlets (seeds/outlets.csv), and of proxies whose copies count (seeds/proxies.csv)."""

    outlets: frozenset[str]
    proxies: frozenset[str]

    def holds(self, url: str) -> bool:
        """Whether a page is an outlet's: its host is, or lies below it, or is a proxy's and the address names it.

        >>> sites = Sites(frozenset({"timesca.com"}), frozenset({"websafe.ai"}))
        >>> sites.holds("https://www.timesca.com/a"), sites.holds("https://not-timesca.com/timesca.com")
        (True, False)
        >>> sites.holds("https://websafe.ai/proxy?site=timesca.com"), sites.holds("https://timesca.com@evil.example/")
        (True, False)
        """
        host = host_of(url)
        if host is None:
            return False
        if _is_below(host, self.proxies):
            return any(name in url.lower() for name in self.outlets)
        return _is_below(host, self.outlets)


def host_of(url: str) -> str | None:
    """The host of an address in lower case without `www.`; None where it has none.

    >>> host_of("HTTPS://user@WWW.Timesca.com:8080/x"), host_of("timesca.com/x"), host_of("no address")
    ('timesca.com', 'timesca.com', None)
    """
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host and " " not in host else None


def _is_below(host: str, names: frozenset[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
