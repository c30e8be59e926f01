"""Users' texts in Streamlit's Markdown."""

import re

_SIGNS = frozenset("\\`*_{}[]()#+-.!|<>~$:&")
#: Where an address begins. The browser makes links of addresses whatever is escaped in them.
_ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)", re.IGNORECASE)
#: Cannot be seen and has no width.
_WORD_JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    """A user's text in Markdown, shown letter for letter as it is, an address in it too: nobody is led away by it."""
    apart = _ADDRESS.sub(lambda found: found[0] + _WORD_JOINER, text)
    return "".join("\\" + sign if sign in _SIGNS else sign for sign in apart)
