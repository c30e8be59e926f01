"""The code of a page comes along with its document, and not piece by piece when the page is drawn."""

import pytest
from browsing import Reader

from hyte_core.ui.register import PAGES

#: Notes when the page is connected, from which on what is drawn is known.
_CONNECTED = """
if (!window.connected) {
  const Original = WebSocket
  window.WebSocket = class extends Original {
    constructor(...given) {
      super(...given)
      window.connected ??= performance.now()
    }
  }
}
"""
_LATE = """
() => performance.getEntriesByType('resource')
  .filter((one) => one.startTime > window.connected && one.name.endsWith('.js'))
  .map((one) => one.name.split('/').pop())
"""


@pytest.mark.parametrize(
    "path", [*(info.path for info in PAGES), "toimenpiteet?nakyma=muokkaus", "?nakyma=vertailu"]
)
def test_no_page_waits_for_code_that_its_document_did_not_name(reader: Reader, path: str) -> None:
    reader.page.add_init_script(_CONNECTED)
    reader.open(path)
    assert reader.page.evaluate("window.connected") > 0
    assert reader.page.evaluate(_LATE) == []
