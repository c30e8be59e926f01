"""indicator cards, networks, yearly events

Revision: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Rows that are there already get the models' defaults from the server's; columns are added in place, so that a
    # table with millions of rows is not written anew.
    op.create_table(
        "indicator_card",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("indicator_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("organisation_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("change_target", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("partners", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("dependencies", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("sub_goals", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("measures", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("light", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=True),
        sa.Column("reasons", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("achieved", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("next_steps", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.Column("risks", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("indicator_id", "organisation_id", "number"),
    )
    with op.batch_alter_table("indicator_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_indicator_card_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "yearly_event",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("organisation_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column("duty_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column("party", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("every_years", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("yearly_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_yearly_event_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "followed_indicator",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("focus_area_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("indicator_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["focus_area_id"], ["focus_area.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("focus_area_id", "indicator_id"),
    )
    with op.batch_alter_table("followed_indicator", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_followed_indicator_indicator_id"), ["indicator_id"], unique=False
        )

    op.create_table(
        "network_action",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("network_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("action_id", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("network_id", "action_id"),
    )
    with op.batch_alter_table("network_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_network_action_action_id"), ["action_id"], unique=False)

    with op.batch_alter_table("duty_report", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "link", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False, server_default=""
            )
        )
        batch_op.add_column(
            sa.Column(
                "minutes", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(sa.Column("done_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "responsible", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )

    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.add_column(sa.Column("names", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("descriptions", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("decimals", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("per", sa.Float(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "theme", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(
            sa.Column(
                "light_rule", sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False, server_default=""
            )
        )
        batch_op.add_column(sa.Column("sotkanet_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fetched_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "licence", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.create_index(batch_op.f("ix_indicator_sotkanet_id"), ["sotkanet_id"], unique=False)

    with op.batch_alter_table("interface_area", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "structure", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(
            sa.Column(
                "description",
                sqlmodel.sql.sqltypes.AutoString(length=5000),
                nullable=False,
                server_default="",
            )
        )
        batch_op.add_column(sa.Column("partners", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "heading", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(
            sa.Column(
                "coordinator", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(
            sa.Column(
                "meets", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(sa.Column("members", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column(
                "note", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False, server_default=""
            )
        )
        batch_op.alter_column("interface_area_id", existing_type=sa.VARCHAR(length=32), nullable=True)

    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "note", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False, server_default=""
            )
        )

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "region", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False, server_default=""
            )
        )
        batch_op.add_column(sa.Column("comparisons", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.add_column(sa.Column("baseline_year", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "note", sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False, server_default=""
            )
        )

    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_region"), ["region"], unique=False)

    # the index of (series_id, year), which is unique, serves as well
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_observation_series_id"))
