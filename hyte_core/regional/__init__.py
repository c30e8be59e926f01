"""Many organisations beside each other: for a county that looks at its municipalities, and for the whole country."""

from hyte_core.regional.bodies import KINDS, Body, PlanLine, bodies, counted, meeting_day
from hyte_core.regional.heat import (
    LIGHTS,
    NAME,
    OTHERS,
    WHOLE,
    Cell,
    Column,
    HeatRow,
    HeatTable,
    heat_table,
    in_order,
)
from hyte_core.regional.ranking import (
    Choice,
    Lacking,
    Measured,
    Ranking,
    Standing,
    indicator_choices,
    measured,
    ranking,
)
from hyte_core.regional.states import AreaState, area_states
from hyte_core.regional.updates import ContactState, Update, contact_states, last_changes, updates

__all__ = [
    "KINDS",
    "LIGHTS",
    "NAME",
    "OTHERS",
    "WHOLE",
    "AreaState",
    "Body",
    "Cell",
    "Choice",
    "Column",
    "ContactState",
    "HeatRow",
    "HeatTable",
    "Lacking",
    "Measured",
    "PlanLine",
    "Ranking",
    "Standing",
    "Update",
    "area_states",
    "bodies",
    "contact_states",
    "counted",
    "heat_table",
    "in_order",
    "indicator_choices",
    "last_changes",
    "measured",
    "meeting_day",
    "ranking",
    "updates",
]
