"""Read models: what pages, reports and exports see of a plan at a moment."""

from hyte_core.views.filters import ActionFilter
from hyte_core.views.overview import Movement, Overview, light_history, overview
from hyte_core.views.plan import (
    PLAN_TABLES,
    ActionView,
    AssessmentView,
    FocusAreaView,
    GoalView,
    MeetingPoint,
    PlanHead,
    PlanView,
    heads_and_freshest,
    plan_heads,
    plan_ids,
    plan_of_action,
    plan_view,
)
from hyte_core.views.tree import Branch, Section, tree

__all__ = [
    "PLAN_TABLES",
    "ActionFilter",
    "ActionView",
    "AssessmentView",
    "Branch",
    "FocusAreaView",
    "GoalView",
    "MeetingPoint",
    "Movement",
    "Overview",
    "PlanHead",
    "PlanView",
    "Section",
    "heads_and_freshest",
    "light_history",
    "overview",
    "plan_heads",
    "plan_ids",
    "plan_of_action",
    "plan_view",
    "tree",
]
