"""Links in our own HTML open without loading the whole dashboard again.

They are ordinary links, so they can be copied, opened in a new tab and reached with the keyboard. This component
only catches a plain click and hands the address to the script; it also tells the browser the page's language.
"""

from urllib.parse import parse_qs, urlsplit

import streamlit as st

from hyte_core.locale import language

_SCRIPT = """
export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language
  const onClick = (event) => {
    const link = event.target.closest('[data-testid=stHtml] a[href]')
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (!link || !plain || event.defaultPrevented || link.origin !== location.origin || link.target) return
    event.preventDefault()
    setTriggerValue('href', link.pathname + link.search)
  }
  document.addEventListener('click', onClick)
  return () => document.removeEventListener('click', onClick)
}
"""


def follow(pages: dict[str, st.Page], current: st.Page) -> None:
    """Go where a link that was just clicked leads. ``pages`` are by their path; call it before the page runs."""
    component = st.components.v2.component("hyte_links", js=_SCRIPT)
    clicked = component(data={"language": language()}, key="links", on_href_change=lambda: None, height=1)
    href = clicked.get("href")
    if not href:
        return
    parts = urlsplit(href)
    page = pages.get(parts.path.rpartition("/")[2], pages[""])
    parameters = parse_qs(parts.query)
    if page is current:
        st.query_params.from_dict(parameters)
    else:
        st.switch_page(page, query_params=parameters)
