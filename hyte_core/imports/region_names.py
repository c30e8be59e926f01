"""Names of areas that statistics are told of, in the form that records have.

Municipalities: Statistics Finland's classification of municipalities (stat.fi/fi/luokitukset/kunta), those of 2019 and
so those that have joined another since; the Swedish names from the same classification. Regions: its classification
of regions (maakunta). Wellbeing services counties: THL's Sotkanet, its list of areas.
"""

from collections.abc import Mapping


def _names(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(","))


MUNICIPALITIES = _names(
    """
    Akaa, Alajärvi, Alavieska, Alavus, Asikkala, Askola, Aura, Brändö, Eckerö, Enonkoski, Enontekiö,
    Espoo, Eura, Eurajoki, Evijärvi, Finström, Forssa, Föglö, Geta, Haapajärvi, Haapavesi, Hailuoto,
    Halsua, Hamina, Hammarland, Hankasalmi, Hanko, Harjavalta, Hartola, Hattula, Hausjärvi, Heinola,
    Heinävesi, Helsinki, Hirvensalmi, Hollola, Honkajoki, Huittinen, Humppila, Hyrynsalmi, Hyvinkää,
    Hämeenkyrö, Hämeenlinna, Ii, Iisalmi, Iitti, Ikaalinen, Ilmajoki, Ilomantsi, Imatra, Inari, Inkoo,
    Isojoki, Isokyrö, Janakkala, Joensuu, Jokioinen, Jomala, Joroinen, Joutsa, Juuka, Juupajoki, Juva,
    Jyväskylä, Jämijärvi, Jämsä, Järvenpää, Kaarina, Kaavi, Kajaani, Kalajoki, Kangasala, Kangasniemi,
    Kankaanpää, Kannonkoski, Kannus, Karijoki, Karkkila, Karstula, Karvia, Kaskinen, Kauhajoki, Kauhava,
    Kauniainen, Kaustinen, Keitele, Kemi, Kemijärvi, Keminmaa, Kemiönsaari, Kempele, Kerava, Keuruu,
    Kihniö, Kinnula, Kirkkonummi, Kitee, Kittilä, Kiuruvesi, Kivijärvi, Kokemäki, Kokkola, Kolari,
    Konnevesi, Kontiolahti, Korsnäs, Koski Tl, Kotka, Kouvola, Kristiinankaupunki, Kruunupyy, Kuhmo,
    Kuhmoinen, Kumlinge, Kuopio, Kuortane, Kurikka, Kustavi, Kuusamo, Kyyjärvi, Kärkölä, Kärsämäki, Kökar,
    Lahti, Laihia, Laitila, Lapinjärvi, Lapinlahti, Lappajärvi, Lappeenranta, Lapua, Laukaa, Lemi,
    Lemland, Lempäälä, Leppävirta, Lestijärvi, Lieksa, Lieto, Liminka, Liperi, Lohja, Loimaa, Loppi,
    Loviisa, Luhanka, Lumijoki, Lumparland, Luoto, Luumäki, Maalahti, Maarianhamina, Marttila, Masku,
    Merijärvi, Merikarvia, Miehikkälä, Mikkeli, Muhos, Multia, Muonio, Mustasaari, Muurame, Mynämäki,
    Myrskylä, Mäntsälä, Mänttä-Vilppula, Mäntyharju, Naantali, Nakkila, Nivala, Nokia, Nousiainen, Nurmes,
    Nurmijärvi, Närpiö, Orimattila, Oripää, Orivesi, Oulainen, Oulu, Outokumpu, Padasjoki, Paimio,
    Paltamo, Parainen, Parikkala, Parkano, Pedersören kunta, Pelkosenniemi, Pello, Perho, Pertunmaa,
    Petäjävesi, Pieksämäki, Pielavesi, Pietarsaari, Pihtipudas, Pirkkala, Polvijärvi, Pomarkku, Pori,
    Pornainen, Porvoo, Posio, Pudasjärvi, Pukkila, Punkalaidun, Puolanka, Puumala, Pyhtää, Pyhäjoki,
    Pyhäjärvi, Pyhäntä, Pyhäranta, Pälkäne, Pöytyä, Raahe, Raasepori, Raisio, Rantasalmi, Ranua, Rauma,
    Rautalampi, Rautavaara, Rautjärvi, Reisjärvi, Riihimäki, Ristijärvi, Rovaniemi, Ruokolahti, Ruovesi,
    Rusko, Rääkkylä, Saarijärvi, Salla, Salo, Saltvik, Sastamala, Sauvo, Savitaipale, Savonlinna,
    Savukoski, Seinäjoki, Sievi, Siikainen, Siikajoki, Siikalatva, Siilinjärvi, Simo, Sipoo, Siuntio,
    Sodankylä, Soini, Somero, Sonkajärvi, Sotkamo, Sottunga, Sulkava, Sund, Suomussalmi, Suonenjoki,
    Sysmä, Säkylä, Taipalsaari, Taivalkoski, Taivassalo, Tammela, Tampere, Tervo, Tervola, Teuva,
    Tohmajärvi, Toholampi, Toivakka, Tornio, Turku, Tuusniemi, Tuusula, Tyrnävä, Ulvila, Urjala, Utajärvi,
    Utsjoki, Uurainen, Uusikaarlepyy, Uusikaupunki, Vaala, Vaasa, Valkeakoski, Valtimo, Vantaa, Varkaus,
    Vehmaa, Vesanto, Vesilahti, Veteli, Vieremä, Vihti, Viitasaari, Vimpeli, Virolahti, Virrat, Vårdö,
    Vöyri, Ylitornio, Ylivieska, Ylöjärvi, Ypäjä, Ähtäri, Äänekoski
    """
)
#: Municipalities whose name in Swedish is another, by that name.
SWEDISH: Mapping[str, str] = {
    swedish: finnish
    for finnish, swedish in (
        pair.split(" = ")
        for pair in _names(
            """
    Espoo = Esbo, Hamina = Fredrikshamn, Hanko = Hangö, Helsinki = Helsingfors, Hyvinkää = Hyvinge,
    Hämeenlinna = Tavastehus, Inkoo = Ingå, Isokyrö = Storkyro, Järvenpää = Träskända, Kaarina = S:t Karins,
    Kaskinen = Kaskö, Kaustinen = Kaustby, Kauniainen = Grankulla, Kemiönsaari = Kimitoön, Kerava = Kervo,
    Kirkkonummi = Kyrkslätt, Kokkola = Karleby, Kristiinankaupunki = Kristinestad, Kruunupyy = Kronoby,
    Lahti = Lahtis, Laihia = Laihela, Lapinjärvi = Lappträsk, Lappeenranta = Villmanstrand, Lohja = Lojo,
    Loviisa = Lovisa, Luoto = Larsmo, Maalahti = Malax, Maarianhamina = Mariehamn, Mikkeli = S:t Michel,
    Mustasaari = Korsholm, Myrskylä = Mörskom, Naantali = Nådendal, Närpiö = Närpes, Oulu = Uleåborg,
    Parainen = Pargas, Pedersören kunta = Pedersöre, Pietarsaari = Jakobstad, Pori = Björneborg, Porvoo = Borgå,
    Pyhtää = Pyttis, Raahe = Brahestad, Raasepori = Raseborg, Raisio = Reso, Rauma = Raumo, Savonlinna = Nyslott,
    Sipoo = Sibbo, Siuntio = Sjundeå, Tampere = Tammerfors, Tornio = Torneå, Turku = Åbo,
    Tuusula = Tusby, Ulvila = Ulvsby, Uusikaarlepyy = Nykarleby, Uusikaupunki = Nystad, Vaasa = Vasa,
    Vantaa = Vanda, Vihti = Vichtis, Vöyri = Vörå
            """
        )
    )
}
REGIONS = _names(
    """
    Uusimaa, Varsinais-Suomi, Satakunta, Kanta-Häme, Pirkanmaa, Päijät-Häme, Kymenlaakso, Etelä-Karjala, Etelä-Savo,
    Pohjois-Savo, Pohjois-Karjala, Keski-Suomi, Etelä-Pohjanmaa, Pohjanmaa, Keski-Pohjanmaa, Pohjois-Pohjanmaa,
    Kainuu, Lappi, Ahvenanmaa
    """
)
COUNTIES = _names(
    """
    Etelä-Karjalan hyvinvointialue, Etelä-Pohjanmaan hyvinvointialue, Etelä-Savon hyvinvointialue,
    Itä-Uudenmaan hyvinvointialue, Kainuun hyvinvointialue, Kanta-Hämeen hyvinvointialue, Keski-Pohjanmaan
    hyvinvointialue, Keski-Suomen hyvinvointialue, Keski-Uudenmaan hyvinvointialue, Kymenlaakson
    hyvinvointialue, Lapin hyvinvointialue, Länsi-Uudenmaan hyvinvointialue, Pirkanmaan hyvinvointialue,
    Pohjanmaan hyvinvointialue, Pohjois-Karjalan hyvinvointialue, Pohjois-Pohjanmaan hyvinvointialue,
    Pohjois-Savon hyvinvointialue, Päijät-Hämeen hyvinvointialue, Satakunnan hyvinvointialue, Vantaan ja
    Keravan hyvinvointialue, Varsinais-Suomen hyvinvointialue
    """
)
#: The country and its large parts, joint authorities of the time before the counties, and areas of cooperation.
OTHERS = _names(
    """
    koko maa, Manner-Suomi, Etelä-Suomi, Länsi-Suomi, Itä-Suomi, Pohjois-Suomi, Pohjois- ja Itä-Suomi,
    Helsinki-Uusimaa, Pääkaupunkiseutu, HUS, HUS-yhtymä, Essote, Sosteri, Eksote, Kymsote, Keusote, Siun sote, Soite,
    Kainuun sote, Päijät-Hämeen hyvinvointiyhtymä, Oma Häme, Etelä-Suomen yhteistyöalue, Itä-Suomen yhteistyöalue,
    Länsi-Suomen yhteistyöalue, Pohjois-Suomen yhteistyöalue, Sisä-Suomen yhteistyöalue
    """
)
