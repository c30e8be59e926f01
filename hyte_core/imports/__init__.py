"""From a file to the database: read, compare, apply."""

from hyte_core.imports.compare import Comparison, compare
from hyte_core.imports.load import Loading, accept, load, read, same_rows
from hyte_core.imports.regions import known_region

__all__ = ["Comparison", "Loading", "accept", "compare", "known_region", "load", "read", "same_rows"]
