"""A person's data: what is held of them, giving it to them, and erasing it, as the GDPR asks."""

from hyte_core.privacy.erasing import Erased, erase, forget_backups
from hyte_core.privacy.held import Held, held
from hyte_core.privacy.person import DataSubject, find

__all__ = ["DataSubject", "Erased", "Held", "erase", "find", "forget_backups", "held"]
