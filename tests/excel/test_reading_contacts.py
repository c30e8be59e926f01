"""Contacts as a matrix and as a list, and networks."""

from tests.excel.workbooks import read


def test_paijat_hames_matrix() -> None:
    reading = read(
        ("Yhdyspinta", "Hyvinvointialueen yhteyshenkilöt", "Asikkalan yhteyshenkilöt"),
        ("Työllisyys ja työkyky", "Tulosaluejohtaja, työikäisten palvelut", "Työllisyysvastaava"),
        ("Ikääntyminen", "Tulosaluejohtaja, ikääntyneiden asiakasohjaus", None),
        ("Varautuminen", "Valmiuspäällikkö\nRiskienhallintapäällikkö, tukipalvelut", "Kunnanjohtaja"),
    )
    assert [(c.area, c.organisation, c.role) for c in reading.records.contacts] == [
        ("Työllisyys ja työkyky", "Hyvinvointialue", "Tulosaluejohtaja, työikäisten palvelut"),
        ("Työllisyys ja työkyky", "Asikkala", "Työllisyysvastaava"),
        ("Ikääntyminen", "Hyvinvointialue", "Tulosaluejohtaja, ikääntyneiden asiakasohjaus"),
        ("Varautuminen", "Hyvinvointialue", "Valmiuspäällikkö"),
        ("Varautuminen", "Hyvinvointialue", "Riskienhallintapäällikkö, tukipalvelut"),
        ("Varautuminen", "Asikkala", "Kunnanjohtaja"),
    ]
    assert reading.problems == ()


def test_names_and_emails_are_told_from_roles() -> None:
    reading = read(
        ("Yhdyspinta", "Lahti", "Hollola"),
        (
            "Liikunta",
            "Liikuntavastaava Maija Mallikas, maija.mallikas@lahti.fi",
            "Matti Malli\nLiikuntapäällikkö\nmatti@hollola.fi",
        ),
    )
    assert [(c.role, c.name, c.email) for c in reading.records.contacts] == [
        ("Liikuntavastaava", "Maija Mallikas", "maija.mallikas@lahti.fi"),
        ("Liikuntapäällikkö", "Matti Malli", "matti@hollola.fi"),
    ]


def test_a_list_of_contacts() -> None:
    reading = read(
        ("Yhdyspinta", "Organisaatio", "Nimike", "Nimi", "Sähköposti"),
        ("Liikunta", "Lahti", "Liikuntavastaava", "Maija Mallikas", "maija@lahti.fi"),
        (None, "Hollola", "Liikuntapäällikkö"),
        ("Ravitsemus", "Lahti"),
    )
    assert [(c.area, c.organisation, c.role, c.name, c.email) for c in reading.records.contacts] == [
        ("Liikunta", "Lahti", "Liikuntavastaava", "Maija Mallikas", "maija@lahti.fi"),
        ("Liikunta", "Hollola", "Liikuntapäällikkö", "", ""),
    ]


def test_networks_of_an_area() -> None:
    reading = read(
        ("Yhdyspinta", "Verkostot"),
        ("Ikääntyneet", "Muistihoitajien verkosto\nOmaishoidon verkosto"),
        ("Liikunta", "Liikuntaneuvojien verkosto; Liikkuva koulu -verkosto"),
    )
    assert [(n.area, n.name) for n in reading.records.networks] == [
        ("Ikääntyneet", "Muistihoitajien verkosto"),
        ("Ikääntyneet", "Omaishoidon verkosto"),
        ("Liikunta", "Liikuntaneuvojien verkosto"),
        ("Liikunta", "Liikkuva koulu -verkosto"),
    ]
    assert reading.tables[0].kind == "networks"


def test_a_role_and_a_name_under_each_organisation() -> None:
    reading = read(
        ("Yhdyspinta", "Hyvinvointialue", None, "Kunta", None),
        (None, "Nimike", "Nimi", "Nimike", "Nimi"),
        ("Liikunta", "Koordinaattori", "Maija Mallikas", "Liikuntavastaava", "Matti Malli"),
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    assert [(c.organisation, c.role, c.name) for c in reading.records.contacts] == [
        ("Hyvinvointialue", "Koordinaattori", "Maija Mallikas"),
        ("Kunta", "Liikuntavastaava", "Matti Malli"),
    ]
