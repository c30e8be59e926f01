"""Answers of Sotkanet kept on disk, so that a page or a test of a refresh does not ask for the same twice."""

import hashlib
import json
import os
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hyte_core.database import DATA_FOLDER

SETTING = "HYTE_CACHE"
#: Sotkanet is updated at most once a day.
MAX_AGE = timedelta(hours=24)


def cache_folder() -> Path:
    """The folder that the setting HYTE_CACHE names, or data/cache."""
    return Path(os.environ.get(SETTING) or DATA_FOLDER / "cache")


class Cache:
    """One file an answer. A file that cannot be read is as if it were not there; a full disk does no harm."""

    def __init__(self, folder: Path | None = None, max_age: timedelta = MAX_AGE) -> None:
        self.folder, self.max_age = folder or cache_folder(), max_age

    def read(self, address: str, now: datetime, *, any_age: bool = False) -> tuple[Any, datetime] | None:
        """The answer of an address and when it was fetched (UTC), unless it is older than the greatest age."""
        try:
            kept = json.loads(self._path(address).read_text(encoding="utf-8"))
            fetched = datetime.fromisoformat(kept["fetched"])
            young = any_age or timedelta() <= now - fetched <= self.max_age
            return (kept["answer"], fetched) if young and kept["address"] == address else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, address: str, answer: Any, now: datetime) -> None:
        """Keep an answer: the file is there whole or not at all."""
        path = self._path(address)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        kept = {"address": address, "fetched": now.isoformat(), "answer": answer}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _path(self, address: str) -> Path:
        return self.folder / f"sotkanet-{hashlib.sha256(address.encode()).hexdigest()[:32]}.json"
