"""The traffic lights and how they are counted."""

from hyte_core.lights.light import Light, light_of
from hyte_core.lights.rollup import Counts, count

__all__ = ["Counts", "Light", "count", "light_of"]
