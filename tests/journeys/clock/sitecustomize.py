"""Python reads this when it starts with this folder in PYTHONPATH: the dashboard's clock is as many seconds ahead as the
file says that HYTE_TEST_AHEAD names."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hyte_core.ui import session


def _ahead() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=int(Path(os.environ["HYTE_TEST_AHEAD"]).read_text()))


session.now = _ahead
