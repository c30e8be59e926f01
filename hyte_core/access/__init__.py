"""Who may do what: persons and their rights, the settings that give them, and whose each row is."""

from hyte_core.access.ownership import forbidden
from hyte_core.access.person import Author, Person, Role
from hyte_core.access.settings import Access, read_access

__all__ = ["Access", "Author", "Person", "Role", "forbidden", "read_access"]
