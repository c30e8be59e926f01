"""indexes for what a large database asks by time, by author and by kind of entry

Revision: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_set_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_set_author"), ["author"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_set_source"), ["source"], unique=False)

    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("journal_kind", ["entity", "operation", "id"], unique=False)

    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_assessed_on"), ["assessed_on"], unique=False)
        batch_op.create_index(
            "assessment_in_force", ["action_id", "assessed_on", "number", "light"], unique=False
        )
        batch_op.drop_index(batch_op.f("ix_assessment_action_id"))
