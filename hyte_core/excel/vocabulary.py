"""The words of column headers in Finnish, Swedish and English: one table for each kind of table.

A plain word is a whole header; ``word*`` is how a word of the header begins; ``*word`` how one ends, which in
Finnish and Swedish compounds is what the thing is (kehittämistoimenpide is a toimenpide). All in lower case.
The order matters: of two fields that fit equally well the first is taken.
"""

from collections.abc import Mapping

Vocabulary = Mapping[str, str]

#: A plan: a row is an action. Each field's words, divided by commas.
PLAN: Vocabulary = {
    "organisation": "organisaatio, kunta, kaupunki, kommun, stad, municipality, organisation",
    "plan": "suunnitelma, ohjelma, hyvinvointisuunnitelma, suunnitelman nimi, plan, välfärdsplan, program, programme",
    "indicators": """mittari, mittarit, *mittari, *mittarit, indikaattori, indikaattorit, *indikaattor*, seuranta,
        seuranta ja mittarit, miten seurataan, seurantatapa, tunnusluku, tunnusluvut, seurattavat, arviointimittari,
        millä mitataan, miten mitataan, arviointikriteerit, indikator, indikatorer, *indikator*, mätare, *mätare,
        mått, uppföljning, hur mäts, indicator, indicators, indicator*, metric, metrics, kpi, measured by, follow-up""",
    "baseline_target": """lähtötilanne tavoite, lähtötaso tavoite, lähtötilanne ja tavoite, lähtötaso ja tavoite,
        lähtötaso ja tavoitetaso, lähtöarvo tavoitearvo, nykytila tavoite, nykytila tavoitetila, utgångsläge mål,
        utgångsläge och mål, baseline target, baseline and target""",
    "baseline": """lähtötilanne, lähtötaso, lähtöarvo, nykytila, nykytilanne, nykytaso, utgångsläge, utgångsnivå,
        nuläge, baseline, starting point, current state""",
    "target": """tavoitearvo, tavoitetaso, tavoiteluku, tavoitetila, mittarin tavoite, mittarin tavoitearvo, målvärde,
        målnivå, target, target value, target level""",
    "focus_area": """painopiste, painopisteet, painopistealue, painopistealueet, *painopiste, *painopistealue,
        *painopistealueet, *painopisteet, teema, teemat, *teema, teema-alue, kärki, kärjet, *kärki, *kärjet,
        kärkiteema, kokonaisuus, *kokonaisuus, osa-alue, osa-alueet, päämäärä, *päämäärä, strateginen tavoite,
        strateginen painopiste, toimintalinja, kehittämiskohde, kehittämisalue, kehittämiskohteet, ohjelma-alue,
        ohjelmalinja, *ohjelma, ohjelman osa, fokusområde, fokusområden, fokus, *fokusområde, prioritet, prioritering,
        prioriteringar, prioritetsområde, *prioritet, insatsområde, *insatsområde, tyngdpunkt, tyngdpunkter,
        tyngdpunktsområde, tyngdpunktsområden, *tyngdpunkt, tema, temaområde, delområde, strategiskt mål, focus,
        focus area, focus areas, priority, priorities, priority area, theme, strategic objective, strategic aim""",
    "sub_action": """alatoimenpide, alatoimenpiteet, osatoimenpide, osatoimenpiteet, *alatoimenpide, välivaihe,
        välivaiheet, delåtgärd, delåtgärder, underåtgärd, sub-action, sub action, subaction, sub-measure, step, steps""",
    "action": """toimenpide, toimenpiteet, *toimenpide, *toimenpiteet, toimenpide-ehdotus, toimi, toimet, *toimet,
        keino, keinot, *keinot, teko, teot, *teko, *teot, tehtävä, tehtävät, tekeminen, mitä tehdään, mitä teemme,
        miten tehdään, miten, mitä, mitä aiotaan tehdä, miten tavoitteeseen päästään, miten toteutetaan, toimenpidekuvaus, toimenpiteen nimi, toimenpiteen kuvaus, kehittämistoimi,
        åtgärd, åtgärder, *åtgärd, *åtgärder, åtgärden, insats, insatser, *insats, *insatser, vad görs, vad ska göras, aktivitet,
        aktiviteter, action, actions, measure, measures, activity, activities, task, tasks, what we do, initiative""",
    "goal": """tavoite, tavoitteet, *tavoite, *tavoitteet, tavoitekuvaus, mitä tavoitellaan, mihin pyritään,
        haluttu vaikutus, mitä halutaan, mitä haluamme, mihin tähdätään, mitä halutaan saavuttaa, mål, målet, målsättning, målsättningar, *mål, *målsättning, delmål, goal, goals, objective,
        objectives, aim, aims, *goal, *objective""",
    "partners": """yhteistyötahot, yhteistyötaho, yhteistyökumppani, yhteistyökumppanit, kumppanit, kumppani,
        yhteistyössä, muut toimijat, sidosryhmät, samarbetspartner, samarbetspartners, samarbetsparter, partners,
        partner, in cooperation with""",
    "responsible": """vastuutaho, vastuutahot, *vastuu, vastuu*, *vastuut, *vastuutaho, *vastuutahot, kuka vastaa,
        kuka, ketkä, kuka tekee, kuka toteuttaa, ketkä tekevät, ketkä toteuttavat, kenen vastuulla, toteuttaja, toteuttajat, toteuttajataho, toteuttajatahot, toteutusvastuu,
        toimija, toimijat, tekijä, tekijät, omistaja, päävastuu, vetäjä, ansvar*, *ansvar, *ansvarig, *ansvariga,
        utförare, vem, verkställare, aktör, aktörer, responsible*, responsibility, owner, lead, lead body, who,
        accountable, responsible body, responsible bodies, responsible party""",
    "assessed_on": """arvioitu, arviointipäivä, arviointipvm, arvioinnin päivämäärä, arviointiajankohta, tilanne pvm,
        päivitetty, päivityspäivä, seurantapäivä, bedömd, bedömningsdatum, datum för bedömning, uppdaterad, assessed,
        assessed on, assessment date, date assessed, updated, last updated""",
    "due": """määräaika, määräpäivä, takaraja, valmis, valmistuu, valmistuminen, mennessä, valmis mennessä, päättyy,
        päättyminen, loppuu, päättymispäivä, loppupäivä, loppupvm, päättymispvm, tavoiteaikataulu, deadline, tidsfrist,
        senast, klart, klart senast, klar senast, slutdatum, upphör, förfallodag, slutar, due, due date, end, ends,
        end date, finish, complete by, completed by""",
    "starts": """alkaa, alku, aloitus, alkamispäivä, aloituspäivä, alkupvm, alkamisaika, käynnistyy, börjar, startar,
        start, startdatum, inleds, starts, start date, begins, from""",
    "schedule": """aikataulu, *aikataulu, ajankohta, toteutusaika, aika, milloin, toteutusvuosi, toteutusvuodet,
        vuosi, vuodet, toteuttamisaika, toteutusajankohta, kausi, kesto, tidtabell, tidsplan, *tidtabell, *tidsplan, tid, när,
        tidpunkt, tidsram, år, schedule, timetable, timeline, timing, time, when, period, time frame, timeframe, year""",
    "light": """liikennevalo, liikennevalot, *liikennevalo, *liikennevalot, tila, tilanne, status, valo, väri, vaihe,
        toteutumisen tila, toteutumistilanne, toteutustilanne, toteutusaste, toteutumisaste, valmiusaste, valmiusprosentti,
        valmius, edistyminen, edistymisen tila, edistymisaste, eteneminen, etenemisen tila, toteutunut, toteutuminen, toteumaprosentti,
        toteuma-aste, arvio, arviointi, toteutumisarvio, toteutumisen arviointi, *arviointi, *arvio, *tila, *status,
        tehty, missä mennään, missä mennään nyt, missä ollaan, läge, *läge, trafikljus, *trafikljus, bedömning, *bedömning, framskridande, genomförandegrad, förverkligande,
        färdighetsgrad, färdig, light, traffic light, trafficlight, state, rag, rag status, progress, completion,
        assessment, progress status, done""",
    "note": """toteuma, toteutuma, toteutus, *toteuma, *toteutuma, kommentti, kommentit, *kommentti, *kommentit,
        huomio, huomiot, huomioita, huomautus, huomautukset, huom, huomioitavaa, lisätieto, lisätiedot, lisätietoja,
        perustelu, perustelut, *perustelut, selite, selitys, selvitys, sanallinen arvio, sanallinen arviointi,
        sanallinen kuvaus, arvion teksti, arvion perustelut, mitä on tehty, mitä tehty, tehdyt toimenpiteet, raportointi, *raportointi,
        tilannekuvaus, tilannekatsaus, toteutumisesta, toteutuksesta, toteutumisen kuvaus, toteutuksen kuvaus, muistiinpanot, utfall, kommentar, kommentarer, *kommentar, anmärkning,
        anmärkningar, tilläggsuppgifter, beskrivning av läget, motivering, genomförande, vad har gjorts, note, notes,
        comment, comments, remarks, outcome, result, results, realisation, realization, implementation, explanation""",
    "key": "tunniste",
}

#: Indicators: a row is a value, a series or an indicator.
INDICATORS: Vocabulary = {
    "organisation": "organisaatio, organisation",
    "indicator": """indikaattori, indikaattorit, *indikaattori, *indikaattorit, mittari, mittarit, *mittari,
        *mittarit, tunnusluku, tunnusluvut, indikaattorin nimi, seurattava asia, indikator, indikatorer, *indikator,
        *indikatorer, mätare, mått, nyckeltal, indicator, indicators, indicator name, measure, metric, kpi""",
    "region": """alue, kunta, aluetaso, alueen nimi, kunta/alue, område, kommun, region, area, municipality""",
    "group": """ryhmä, ryhmät, ikäryhmä, väestöryhmä, kohderyhmä, luokka, luokka-aste, kouluaste, sukupuoli, *ryhmä,
        grupp, åldersgrupp, målgrupp, kön, årskurs, skolstadium, group, age group, sex, gender, target group, grade""",
    "numerator": "osoittaja, lukumäärä, tapaukset, n, täljare, antal, numerator, count, cases",
    "denominator": """nimittäjä, väestö, vastaajia, vastaajat, vastanneet, vastaajamäärä, nämnare, befolkning,
        svarande, denominator, population, respondents""",
    "lower": """alaraja, luottamusvälin alaraja, 95 % alaraja, 95 % lv alaraja, lv ala, nedre gräns, undre gräns,
        lower, lower limit, lower 95 % limit, lower ci, ci lower""",
    "upper": """yläraja, luottamusvälin yläraja, 95 % yläraja, 95 % lv yläraja, lv ylä, övre gräns, upper,
        upper limit, upper 95 % limit, upper ci, ci upper""",
    "unit": "yksikkö, mittayksikkö, enhet, unit, unit of measure",
    "source": """lähde, tietolähde, aineisto, tiedon lähde, lähteet, källa, datakälla, source, data source""",
    "missing_reason": "puuttumisen syy, puuttuvan tiedon syy, orsak till saknad uppgift, missing reason, reason missing",
    "baseline_target": """lähtötilanne tavoite, *lähtötilanne tavoite, lähtötaso tavoite, lähtötilanne ja tavoite,
        lähtötaso ja tavoite, lähtöarvo tavoitearvo, nykytila tavoite, utgångsläge mål, utgångsläge och mål,
        baseline target""",
    "target_year": "tavoitevuosi, målår, target year",
    "target": """tavoite, tavoitetaso, tavoitearvo, tavoiteluku, tavoitetila, tavoitesuunta, *tavoite, *tavoitetaso,
        *tavoitearvo, mål, målvärde, målnivå, målsättning, target, target value, target level, goal""",
    "year": "vuosi, vuodet, ajankohta, tilastovuosi, år, year, mätår",
    "value": """arvo, tulos, luku, lukema, osuus, prosentti, prosenttiosuus, lähtötilanne, lähtötaso, lähtöarvo,
        nykytila, nykytilanne, nykytaso, tilanne, toteuma, toteutuma, viimeisin arvo, viimeisin, uusin arvo, uusin,
        seuranta, seurantatieto, mittaustulos, värde, resultat, utfall, andel, utgångsläge, utgångsnivå, nuläge,
        value, result, outcome, baseline, latest, latest value, current, actual, share""",
    "note": """huomautus, huomautukset, huom, huomio, huomiot, lisätieto, lisätiedot, selite, kommentti, kommentit, kuvaus, trendi, suunta,
        kehityssuunta, anmärkning, kommentar, trend, note, notes, comment, comments, description""",
    "focus_area": """painopiste, painopisteet, painopistealue, teema, teemat, fokusområde, focus area, theme, tema,
        osa-alue, kokonaisuus""",
}

#: Contacts and networks: a row is an area, or an area's contact in an organisation.
CONTACTS: Vocabulary = {
    "area": """yhdyspinta, yhdyspinnat, yhdyspinta-alue, *yhdyspinta, *yhdyspinnat, yhdyspinnan nimi, aihealue,
        aihe, teema, teemat, teema-alue, tehtäväalue, tehtäväkokonaisuus, osa-alue, samarbetsyta, samarbetsytor,
        gränsyta, gränssnitt, kontaktyta, kontaktytor, sakområde, tema, interface, interface area, interface areas,
        area of cooperation, theme, topic, area""",
    "organisation": """organisaatio, organisaatiot, kunta, kunta/organisaatio, taho, toimija, työnantaja,
        organisation, kommun, aktör, arbetsgivare, organization, municipality, employer, body""",
    "role": """nimike, tehtävänimike, rooli, asema, virka, virka-asema, titteli, ammattinimike, titel, roll,
        befattning, uppgift, role, title, job title, position""",
    "name": """nimi, henkilö, yhteyshenkilö, yhteyshenkilöt, yhteyshenkilön nimi, yhdyshenkilö, yhdyshenkilöt,
        vastuuhenkilö, namn, kontaktperson, kontaktpersoner, name, contact, contacts, contact person, person""",
    "email": """sähköposti, sähköpostiosoite, s-posti, sposti, e-mail, email, e-post, epost, e-postadress, mail,
        yhteystiedot, yhteystieto, kontaktuppgifter, contact details""",
    "phone": "puhelin, puhelinnumero, puh, gsm, matkapuhelin, telefon, telefonnummer, tfn, tel, phone, mobile",
    "network": """verkosto, verkostot, *verkosto, *verkostot, työryhmä, työryhmät, yhteistyöryhmä, yhteistyöryhmät,
        foorumi, toimivat verkostot, nätverk, *nätverk, arbetsgrupp, arbetsgrupper, network, networks, working group""",
    "note": """huomautus, huomautukset, huom, huomio, huomiot, lisätieto, lisätiedot, päivitetty, kuvaus,
        anmärkning, kommentar, note, notes, comment, updated, description""",
}

VOCABULARIES: Mapping[str, Vocabulary] = {"actions": PLAN, "indicators": INDICATORS, "contacts": CONTACTS}

#: Places that are compared with: what they are called in headers and cells, in the form that records have.
REGIONS: Mapping[str, str] = {
    "koko maa": "koko maa",
    "koko suomi": "koko maa",
    "suomi": "koko maa",
    "valtakunta": "koko maa",
    "valtakunnallinen": "koko maa",
    "maa": "koko maa",
    "hela landet": "koko maa",
    "finland": "koko maa",
    "whole country": "koko maa",
    "country": "koko maa",
    "manner-suomi": "Manner-Suomi",
    "fasta finland": "Manner-Suomi",
    "kunta": "kunta",
    "kaupunki": "kaupunki",
    "hyvinvointialue": "hyvinvointialue",
    "maakunta": "maakunta",
    "hva": "hyvinvointialue",
    "välfärdsområdet": "hyvinvointialue",
    "kommunen": "kunta",
}

#: Groups of people that stand in indicator tables, by how they begin.
GROUP_WORDS = (
    r"(kaikki|yhteensä|naiset|miehet|tytöt|pojat|lukio\w*|amm\w*\.?( opp\.?)?|perusopetus|alakoulu|yläkoulu|"
    r"aikuiset|ikääntyneet|työikäiset|lapset|nuoret|kvinnor|män|flickor|pojkar|alla|gymnasiet|women|men|girls|boys|all|"
    r"\d+\.?\s*[-–]\s*\d+\.?\s*(lk|luokka|luokat|luokkalaiset|v|vuotiaat|-?vuotiaat|åk|år)\b\.?|"
    r"\d+\.?\s*(ja|och|and|&)\s*\d+\.?\s*(lk|luokka|luokat|åk)\b\.?|"
    r"\d+\.?\s*(lk|luokka|åk)\b\.?|\d+\s*\+|\d+\s*v\s*\+|yli \d+[-\w]*|alle \d+[-\w]*|\d+ vuotta täyttäneet)"
)
