"""Writing a file that is there whole or not at all."""

import errno
import secrets
from contextlib import suppress
from pathlib import Path

from hyte_core.locale import _
from hyte_core.problems import RefusalError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_file(path: Path, content: bytes) -> None:
    """Write the content into the file; if that fails, the file is as it was before, or there is none.

    Raises RefusalError, which says what to do.
    """
    draft = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}")
    try:
        if path.exists() and not path.is_file():  # a device such as /dev/stdout
            path.write_bytes(content)
            return
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        if error.errno in _FULL:
            message = _("Levyllä ei ole tilaa tiedostolle {file}: vapauta tilaa ja yritä uudelleen.")
        else:
            message = _("Tiedostoon {file} ei voi kirjoittaa: tarkista kansio.")
        raise RefusalError(message.format(file=path)) from None
