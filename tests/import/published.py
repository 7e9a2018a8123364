"""Excerpts of tables that public bodies published: names, labels and figures as they stand
there. Of each: what it is from, and the whole table came through as its excerpt does."""

import io

import openpyxl

# City of Muenster, budget 2026/27, part 02; as text in github.com/codeformuenster/haushalt-muenster-2026,
# daten/raw_table_extraction/band1_p102_PB02_SicherheitundOrdnung_Teilergebnisplan_t0.csv
MUENSTER = """Teilergebnisplan Ertrags-undAufwandsarten,,Ergebnis(€),Haushaltsansatz(€),,,Planung(€),,
,,2024,2025,2026,2027,2028,2029,2030
01,SteuernundähnlicheAbgaben,"0,00",0,0,0,0,0,0
02,+ ZuwendungenundallgemeineUmlagen,"1.233.686,75",1.160.650,1.112.950,1.139.480,1.112.300,1.009.160,979.600
04,+ Öffentlich-rechtlicheLeistungsentgelte,"49.383.314,97",43.660.590,44.164.920,44.888.120,44.898.120,44.908.120,44.918.120
05,+ PrivatrechtlicheLeistungsentgelte,"1.089.063,28",1.233.000,1.181.050,1.181.050,1.181.050,1.181.050,1.181.050
06,+ KostenerstattungenundKostenumlagen,"2.194.358,40",2.476.230,1.885.650,2.322.050,1.832.550,2.832.550,1.832.550
07,+ SonstigeordentlicheErträge,"12.248.868,89",10.742.200,11.851.200,12.351.200,12.351.200,12.401.200,12.451.200
10,= OrdentlicheErträge,"66.149.292,29",59.272.670,60.195.770,61.881.900,61.375.220,62.332.080,61.362.520
"""

# The same city's grants to associations, daten/agg_tables/
# Zuschuesse_Vereine_Verbaende_2026_2027_nach_Produktgruppe.csv: the groups of part 02.
GRANTS = """Code,Bezeichnung,Ebene,AnzahlZuschuesse,Zuschuss_2026_EUR,davon_Personalkosten_2026_EUR,Zuschuss_2027_EUR,davon_Personalkosten_2027_EUR
0201,Ordnungsrechtliche Angelegenheiten,PG,1,30000.0,0.0,30000.0,0.0
0203,Straßenverkehrsrechtliche Angelegenheit,PG,1,26000.0,26000.0,26000.0,26000.0
0209,Brandschutz & feuerwehrt.Hilfeleistungen,PG,3,8510.0,1010.0,8510.0,1010.0
02,Sicherheit und Ordnung,Produktbereich-Summe,5,64510.0,27010.0,64510.0,27010.0
"""

# A Danish municipality's follow-up of October 2025, as a page of agendas gives it
# (monrad.app/agenda_items/49699).
FOLLOW_UP = """Det forventede regnskab
Nedenfor er resultatopgørelsen vist.
| Resultatopgørelse (mio. kr.) | Oprindeligt budget 2025 | Korrigeret budget 2025 pr. 31. oktober | Forventet regnskab 2025 pr. 31. oktober | Forventet afvigelse til korrigeret budget | Afvigelse til korrigeret budget i % |
| DET SKATTEFINANSIEREDE OMRÅDE | |||||
| Indtægter | |||||
| Skatter | -2.093,8 | -2.093,8 | -2.091,7 | 2,1 | 0,1% |
| Generelle tilskud mv. | -988,8 | -974,2 | -980,9 | -6,7 | 0,7% |
| Indtægter i alt | -3.082,7 | -3.068,0 | -3.072,6 | -4,6 | 0,1% |
| Driftsudgifter (ekskl. Forsyningsvirksomhed) | |||||
| Børne- og Familieudvalget | 768,2 | 769,5 | 771,0 | 1,5 | 0,2% |
| Kultur-, Fritids- og Landdistriktsudvalget | 48,2 | 68,5 | 60,0 | -8,5 | 12,5% |
| Beskæftigelsesudvalget | 762,0 | 761,6 | 761,6 | 0,0 | 0,0% |
| Social- og Sundhedsudvalget | 949,2 | 948,1 | 950,2 | 2,1 | 0,2% |
| Teknik- og Miljøudvalget | 61,0 | 62,8 | 64,2 | 1,4 | 2,3% |
| Økonomiudvalget | 357,9 | 372,7 | 368,2 | -4,4 | 1,2% |
| Driftsudgifter i alt | 2.946,6 | 2.983,3 | 2.975,3 | -8,0 | 0,3% |
| Driftsresultat før finansiering | -136,0 | -84,7 | -97,3 | -12,6 | 14,8% |
"""

# City of Keller, Texas, budget 2023-24, page 102, as text of the PDF
# (citybudgets.tarrantcounty.com, Keller 2024).
KELLER = """Page 102 - FY 24 Budget Forecast at Adoption.xlsx
P. 102

SUMMARY OF GENERAL FUND EXPENDITURES




                                                                                         FY 2023-24
            EXPENDITURES BY                      FY 2021-22   FY 2022-23   FY 2022-23     Adopted      Budget
            ACTIVITY/DEPARTMENT:                   Actual       Budget       YE Proj.     Budget     Variance ($)


            GENERAL GOVERNMENT
             Administration                    $         1,571,312  $      1,682,725  $      1,635,020  $       1,712,371  $          29,646


             Town Hall Operations                              518,672             639,468             538,174              608,803             (30,665)


             Mayor & City Council                               36,566               59,608               42,988                  58,090               (1,518)


             Finance & Accounting                           1,270,332          1,273,460          1,256,346             1,301,886              28,426



             Municipal Court                                   547,366             512,168             542,168              586,763              74,595



             Human Resources                                   691,399             842,923             830,960              845,784                2,861



             Economic Development                            468,230             942,127             739,503                985,248              43,121
             GENERAL GOVERNMENT                $           5,103,877  $      5,952,479  $      5,585,159  $         6,098,945  $        146,466
"""

# Giske kommune, økonomiplan 2024-2027, a page (okonomiplan.giske.kommune.no/2024).
GISKE_ROWS = [("1", "POLITISK STYRING", "4 484", "4 766", "4 993"),
              ("3", "FELLESUTGIFTER/FELLESINNTEKTER", "-8 722", "14 403", "14 431"),
              ("8", "MILJØ OG KULTUR", "0", "0", "0")]
GISKE = ("<h2>6.2 Løyvingsoversikt drift</h2><p>Alle tal i heile 1 000 kroner</p><table><tr><th>Ramme<th>"
         "Løyvingsoversikt drift Rammeområde<th>Regnskap 2022<th>Budsjett 2023<th>Budsjett 2024" +
         "".join("<tr><td>" + "<td>".join(row) for row in GISKE_ROWS) +
         "<tr><td><td>Sum bevillinger drift, netto<td>-4 238<td>19 169<td>19 424</table>")

# City of Philadelphia, obligation history 2015-2017: a sheet laid out for print
# (github.com/CityOfPhiladelphia/open-budget-data-transformer, FY17-proposed/input). The whole
# sheet has 645 figures and 800 claims, all of which hold.
PHILADELPHIA = [
    ["General Fund"], ["Obligation History"], ["Fiscal Years 2015 - 2017"], [],
    [None, "Fiscal Year", None, "Fiscal Year", None, "Fiscal Year"],
    [None, "2015", None, "2016", None, "2017"],
    [None, "Actual", "Increase/", "Estimated", "Increase/", "Proposed"],
    [None, "Obligations", "(Decrease)", "Obligations", "(Decrease)", "Budget"], [],
    ["Atwater Kent Museum"],
    ["Personal Services", 180906, 62592, 243498, 1319, 244817],
    ["Purchase of Services", 0, 0, 0, 0, 0],
    ["Contrib., Indemnities & Taxes", 50000, 0, 50000, 0, 50000],
    ["Total", 230906, 62592, 293498, 1319, 294817], [],
    ["Office of Behavioral Health and"], ["Intellectual disAbility"],
    ["Personal Services", 67175, 25485, 92660, -92660, 0],
    ["Purchase of Services", 5140, 40860, 46000, -46000, 0],
    ["Materials, Supplies & Equip.", 98, 3982, 4080, -4080, 0],
    ["Total", 72413, 70327, 142740, -142740, 0], [],
    ["(1) Actual expenditures are distributed to individual departments at fiscal year-end."]]


def sheet(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


PUBLISHED = [
    ("muenster-plan", MUENSTER, [], 0,
     ["2024 as \"Ergebnis\", 2025 as \"Haushaltsansatz\"", "\"+ SonstigeordentlicheErträge\" 12_248_868.89 10_742_200",
      "total 66_149_292.29", "@42 figures, 7 claims: 7 hold"], ["it numbers the rows"]),
    ("muenster-grants", GRANTS, [], 0,
     ["unit EUR", "2026 as \"Zuschuss\", 2027 as \"Zuschuss\"", "total 64510.0 64510.0", "@6 figures, 2 claims: 2 hold"],
     ['"davon Personalkosten 2026 EUR": it is a part of another']),
    ("danish-follow-up", FOLLOW_UP, [], 0,
     ["area \"DET SKATTEFINANSIEREDE OMRÅDE\" { area \"Indtægter\" {", "total -136.0 -84.7 -97.3 -12.6 } }",
      "2025 as \"Forventet regnskab pr. 31. oktober\"", "@24 figures, 20 claims"],
     ['"Driftsresultat før finansiering" is the total of "DET SKATTEFINANSIEREDE OMRÅDE"']),
    ("keller-pdf", KELLER, ["--unit", "USD"], 0,
     ["2021/22 as \"Actual\"", "2023/24 as \"Adopted Budget\"", "= \"Adopted Budget\" - \"Budget\"",
      "\"Administration\" 1_571_312 1_682_725 1_635_020 1_712_371 29_646",
      "total 5_103_877 5_952_479 5_585_159 6_098_945 146_466"],
     ['"GENERAL GOVERNMENT" is the total of "GENERAL GOVERNMENT"']),
    ("keller-pdf-dollars", KELLER, [], 2, [], ["which dollars are meant"]),
    ("giske-page", GISKE, [], 0,
     ["table \"6.2 Løyvingsoversikt drift Alle tal i heile 1 000 kroner\"", "unit thousand NOK",
      "\"FELLESUTGIFTER/FELLESINNTEKTER\" -8_722 14_403 14_431", "@9 figures, 3 claims: 3 hold"], []),
    ("philadelphia-sheet", sheet(PHILADELPHIA), ["--unit", "USD"], 0,
     ["2015 as \"Actual Obligations\"", "= \"Estimated Obligations\" - \"Actual Obligations\"",
      "area \"Office of Behavioral Health and Intellectual disAbility\" {", "total 72413 70327 142740 -142740 0",
      "@18 figures, 22 claims: 22 hold"], []),
]
