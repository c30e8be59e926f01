"""Made-up databases of a county's and of the country's size: the same every time, through the same tables as real ones.

Every name says that it is generated ("Kunta 001"). What an organisation holds depends on its name and on the size's
numbers for one organisation only, so that a small database and a large one hold the same municipality.
"""

from benchmarks.generated.whole import SIZES, Size, generate

__all__ = ["SIZES", "Size", "generate"]
