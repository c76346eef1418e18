"""Text from anywhere -> the same text in a line of Markdown, without effect."""

import re

from flows.terminal import one_line

SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~>-])")


def escaped(text: str) -> str:
    r"""The text on one line, with its signs of Markdown and HTML escaped.

    >>> print(escaped("<b>*x*</b> [a](b)"))
    &lt;b&gt;\*x\*&lt;/b&gt; \[a\]\(b\)
    """
    plain = SIGNS.sub(r"\\\1", one_line(text).replace("&", "&amp;").replace("<", "&lt;"))
    return plain.replace("\\>", "&gt;")
