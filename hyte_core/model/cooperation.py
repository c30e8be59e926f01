"""Interface areas, who answers for them, the networks they work in and how mature the cooperation is."""

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from hyte_core.model.row import NAME_LIMIT, TEXT_LIMIT, Row, reference


class InterfaceArea(Row, table=True):
    """A field of work that municipality and county share (yhdyspinta)."""

    __tablename__ = "interface_area"

    position: int = 0
    name: str = Field(unique=True, max_length=NAME_LIMIT)
    #: Whose structure the area is a part of, as its heading ("Päijät-Hämeen yhdyspinnat").
    structure: str = Field(default="", max_length=NAME_LIMIT)
    description: str = Field(default="", max_length=TEXT_LIMIT)
    #: Who works on it, as the source lists them.
    partners: list[str] = Field(default_factory=list, sa_type=JSON)


class Contact(Row, table=True):
    """Who answers for an interface area in an organisation."""

    __tablename__ = "contact"
    __table_args__ = (
        reference("interface_area_id", "interface_area"),
        reference("organisation_id", "organisation"),
        Index("contact_cell", "interface_area_id", "organisation_id"),
    )

    interface_area_id: str = Field(max_length=32)
    organisation_id: str = Field(max_length=32)
    role: str = Field(max_length=NAME_LIMIT)
    name: str = Field(default="", max_length=NAME_LIMIT)
    email: str = Field(default="", max_length=NAME_LIMIT)
    phone: str = Field(default="", max_length=50)
    verified_on: date | None = None


class Network(Row, table=True):
    """A standing group that works on an interface area."""

    __tablename__ = "network"
    __table_args__ = (reference("interface_area_id", "interface_area"),)

    #: Nothing for a group that works on no single area (yhdyspintaneuvottelukunta).
    interface_area_id: str | None = Field(default=None, max_length=32, index=True)
    position: int = 0
    name: str = Field(max_length=NAME_LIMIT)
    #: The heading that it stands under in the source ("HYTE-verkostot").
    heading: str = Field(default="", max_length=NAME_LIMIT)
    #: Who coordinates: a role or an organisation.
    coordinator: str = Field(default="", max_length=NAME_LIMIT)
    #: How often it meets, in words ("neljä kertaa vuodessa").
    meets: str = Field(default="", max_length=NAME_LIMIT)
    members: list[str] = Field(default_factory=list, sa_type=JSON)
    note: str = Field(default="", max_length=TEXT_LIMIT)


class NetworkAction(Row, table=True):
    """An action that a network works on."""

    __tablename__ = "network_action"
    __table_args__ = (
        reference("network_id", "network"),
        reference("action_id", "action"),
        UniqueConstraint("network_id", "action_id"),
    )

    network_id: str = Field(max_length=32)
    action_id: str = Field(max_length=32, index=True)


class Maturity(Row, table=True):
    """One of six levels of cooperation, assessed per interface area, date and side."""

    __tablename__ = "maturity"
    __table_args__ = (reference("interface_area_id", "interface_area"),)

    interface_area_id: str = Field(max_length=32, index=True)
    level: int
    #: "municipality" or "county": whose leaders see it so.
    side: str = Field(max_length=20)
    assessed_on: date
    note: str = Field(default="", max_length=TEXT_LIMIT)
