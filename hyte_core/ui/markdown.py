"""Users' texts in Streamlit's Markdown."""

_SIGNS = frozenset("\\`*_{}[]()#+-.!|<>~$:&")


def plain(text: str) -> str:
    """A user's text in Markdown, shown letter for letter as it is."""
    return "".join("\\" + sign if sign in _SIGNS else sign for sign in text)
