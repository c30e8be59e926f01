"""Which rows are an organisation's own: of the tables that grow with the number of organisations."""

#: By table the field that tells whose a row is and the table that it names; what they name comes first. The tables
#: that are not here are small, or shown whole wherever they are shown.
OWNED = {
    "plan": ("organisation_id", "organisation"),
    "focus_area": ("plan_id", "plan"),
    "goal": ("focus_area_id", "focus_area"),
    "action": ("focus_area_id", "focus_area"),
    "assessment": ("action_id", "action"),
    "followed_indicator": ("focus_area_id", "focus_area"),
    "statement": ("plan_id", "plan"),
    "presentation": ("plan_id", "plan"),
    "slide": ("presentation_id", "presentation"),
    "meeting": ("organisation_id", "organisation"),
    "meeting_item": ("meeting_id", "meeting"),
    "decision": ("meeting_id", "meeting"),
    "participant": ("meeting_id", "meeting"),
    "indicator_card": ("organisation_id", "organisation"),
    "duty_report": ("organisation_id", "organisation"),
}
