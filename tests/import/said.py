"""Pasted texts and what is made of them: (name, text, options, status, what stands in the
output, what is told). A text that begins with ! must not be there. The value of --into is the text
that the file was imported from."""

from published import PUBLISHED

DETAIL = """Table 1. Parks, million DKK
\t2023\t2024\tTotal
Green spaces
Lakes\t1.5\t2.0\t3.5
Paths\t0.4\t-\t0.4
Total\t1.9\t2.0\t3.9
Playgrounds
Swings\t0.6\t0.6\t1.2
Total\t0.6\t0.6\t1.2
Grand total\t2.5\t2.6\t5.1
"""


def overview(*rows, years=("2023", "2024")):
    return "\n".join(["Table 2. Overview, million DKK", "\t" + "\t".join(years),
                      *("\t".join(row) for row in rows), ""])


SUMMARY = overview(("Green spaces", "1.9", "2.0"), ("Playgrounds", "0.6", "0.6"),
                   ("Total", "2.5", "2.6"))
TOTALS = ["total of \"Green spaces\" 1.9 2.0", "total of \"Playgrounds\" 0.6 0.6",
          "total 2.5 2.6"]

REPEATS = [
    ("overview-behind", DETAIL + "\n" + SUMMARY, ["--table", "all"], 0,
     [*TOTALS, "!\"Playgrounds\" 0.6 0.6 1"],
     ['line 15    "Playgrounds" is the total of the area "Playgrounds" in another table']),
    ("overview-before", SUMMARY + "\n" + DETAIL, ["--table", "1..2"], 0, TOTALS, []),
    ("overview-into", SUMMARY, ["--into", DETAIL], 0, TOTALS, ["is the total of the area"]),
    # Written with other letters, and with one figure that is off: the finding stays.
    ("overview-off", overview(("GREEN SPACES", "1.9", "2.2"), ("Playgrounds", "0.6", "0.6"),
                              ("Total", "2.5", "2.8")), ["--into", DETAIL], 0,
     ["total of \"Green spaces\" 1.9 2.2", "total 2.5 2.8"], []),
    ("overview-and-more", overview(("Green spaces", "1.9", "2.0"), ("Playgrounds", "0.6", "0.6"),
                                   ("Offices", "0.3", "0.4"), ("Total", "2.8", "3.0")),
     ["--into", DETAIL], 0,
     ["\"Offices\" 0.3 0.4", "total of \"Green spaces\", \"Playgrounds\", \"Offices\" 2.8 3.0"], []),
    ("overview-in-groups", overview(("Town",), ("Green spaces", "1.9", "2.0"),
                                    ("Playgrounds", "0.6", "0.6"), ("Total", "2.5", "2.6"),
                                    ("Land",), ("Woods", "0.3", "0.3"), ("Total", "0.3", "0.3"),
                                    ("Grand total", "2.8", "2.9")),
     ["--into", DETAIL], 0,
     ["total of \"Green spaces\", \"Playgrounds\" 2.5 2.6", "area \"Land\" {",
      "total of \"Green spaces\", \"Playgrounds\", \"Land\" 2.8 2.9", "!area \"Town\""], []),
    ("overview-of-parts", overview(("Green spaces", "1.9", "2.0"), ("  of which lakes", "1.5", "2.0"),
                                   ("Playgrounds", "0.6", "0.6"), ("Total", "2.5", "2.6")),
     ["--into", DETAIL], 0, [*TOTALS, "# Left out: \"of which lakes\", a part of \"Green spaces\""], []),
    # In thousands, where the file has millions.
    ("overview-in-thousands", "DKK thousand\t2023\t2024\nGreen spaces\t1900\t2000\nPlaygrounds\t600\t600\n",
     ["--into", DETAIL], 0, ["total of \"Green spaces\" 1900 2000", "unit thousand DKK"], []),
    ("other-years", overview(("Green spaces", "1.9", "2.0"), ("Playgrounds", "0.6", "0.6"),
                             years=("2025", "2026")), ["--into", DETAIL], 0,
     ["\"Green spaces\" 1.9 2.0", "!total of"], []),
    ("other-money", overview(("Green spaces", "7.1", "8.0"), ("Playgrounds", "0.6", "9.9")),
     ["--into", DETAIL], 2, [],
     ['line 3 ("Green spaces") has the title of an area in', "--areas totals", "--areas entries"]),
    ("other-money-said", overview(("Green spaces", "7.1", "8.0"), ("Playgrounds", "0.6", "9.9")),
     ["--into", DETAIL, "--areas", "entries"], 0, ["\"Green spaces\" 7.1 8.0", "!total of"], []),
    ("totals-said", overview(("Green spaces", "7.1", "8.0")), ["--into", DETAIL, "--areas", "totals"], 0,
     ["total of \"Green spaces\" 7.1 8.0"], []),
    ("row-said", SUMMARY, ["--into", DETAIL, "--row", "4=entry"], 0,
     ["\"Playgrounds\" 0.6 0.6", "total of \"Green spaces\" 1.9 2.0"], []),
    ("detail-behind", DETAIL, ["--into", SUMMARY], 2, [],
     ['the group "Green spaces" has the title of a row in', "and amount", "--areas entries"]),
    ("each-other", "Table 1, mio. DKK\n\t2023\nA\nX\t1\nY\t2\nTotal\t3\nB\t5\nTotal\t8\n\n"
                   "Table 2, mio. DKK\n\t2023\nB\nZ\t2\nW\t3\nTotal\t5\nA\t3\nTotal\t8\n",
     ["--table", "all"], 2, [], ["2 tables have rows with the titles of each other's groups"]),
    ("projects-again", overview(("Lakes", "1.5", "2.0"), ("Swings", "0.6", "0.6")),
     ["--into", DETAIL], 0, ["total of \"Lakes\" 1.5 2.0"],
     ['"Lakes" is the total of the project "Lakes" in']),
    ("projects-beside-areas", overview(("Green spaces", "1.9", "2.0"), ("Swings", "0.6", "0.6"), ("Total", "2.5", "2.6")),
     ["--into", DETAIL], 0, ["total of \"Swings\" 0.6 0.6"], []),
    ("projects-other-money", overview(("Lakes", "0.7", "0.9"), ("Paths", "0.2", "0.1")),
     ["--into", DETAIL], 0, ["\"Lakes\" 0.7 0.9", "!total of"], []),
    ("overview-of-overview", DETAIL + "\n" + SUMMARY.replace("Total", "Grand total").replace(
        "\t2024\n", "\t2024\nTown\n") + "\nTable 3, mio. DKK\n\t2023\t2024\nTown\t2.5\t2.6\n",
     ["--table", "all"], 2, [], ['("Town")', "which has only totals of other areas"]),
    ("sum-in-one-table", "mio. DKK\t2023\t2024\nGreen\t1.9\t2.0\nPlay\t0.6\t0.7\n\nGreen\nLakes\t1.5\t2.0\n"
                         "Paths\t0.4\t-\nTotal\t1.9\t2.0\nPlay\nSwings\t0.6\t0.7\nTotal\t0.6\t0.7\n", [], 2, [],
     ['line 2 ("Green") may be a total of "Green" in this table', "--row 2=entry"]),
    ("group-with-its-name", "mio. DKK\t2023\t2024\nLibrary\nLibrary\t1.9\t2.0\nTotal\t1.9\t2.0\n", [], 0,
     ["area \"Library\" {", "\"Library\" 1.9 2.0"], []),
    ("two-tables", DETAIL + "\n" + SUMMARY, [], 2, [], ["has 2 tables", "--table all imports all of them"]),
]

UNITS = [
    ("scale-and-currency", "Indsats\t2021\t2022\nSøer\t6,0 mio. kr.\t4,5 mio. kr.\nStier\t1,2 mio. kr.\t-\n"
                           "I alt\t7,2 mio. kr.\t4,5 mio. kr.\n", [], 0,
     ["unit mio DKK", "\"Søer\" 6.0 4.5", "total 7.2 4.5"], ['as the figures have "6,0 mio. kr."']),
    ("scale-in-caption-too", "Overblik, mio. kr.\nIndsats\t2021\nSøer\t6,0 mio.\nStier\t1,2 mio.\n", [], 0,
     ["unit mio DKK", "\"Søer\" 6.0"], ['as the caption has "mio. kr."']),
    ("scale-under-currency", "Indsats\t2021 (kr.)\nSøer\t6,0 mio.\nStier\t1,2 mio.\n", [], 0,
     ["unit mio DKK", "\"Søer\" 6.0"], []),
    ("scale-alone", "Indsats\t2021\t2022\nSøer\t6,0 mio.\t1,2 mio.\n", [], 2, [],
     ["names a scale, but nothing a currency", '--unit "mio DKK"']),
    ("two-scales", "Grants\t2021\t2022\nLakes\t£1.5m\t£2.0m\nPaths\t£500k\t£600k\nTotal\t£2.0m\t£2.6m\n", [], 0,
     ["unit mio GBP", "\"Paths\" 500 thousand GBP 600 thousand GBP", "total 2.0 2.6"],
     ["is the total of the table"]),
    ("scale-and-none", "Indsats\t2021\t2022\nSøer\t6,0 mio. kr.\t4,5\nStier\t1,2 mio. kr.\t0\n", [], 2, [],
     ['"6,0 mio. kr." (line 2) has a scale, and "4,5" (line 2) has none',
      '--unit "mio DKK"', "--unit DKK"]),
    ("scale-and-zero", "Indsats\t2021\t2022\nSøer\t6,0 mio. kr.\t0\nStier\t1,2 mio. kr.\t0,0\n", [], 0,
     ["\"Søer\" 6.0 0"], []),
    ("scale-and-none-said", "Indsats\t2021\t2022\nSøer\t6,0 mio. kr.\t4500000\n", ["--unit", "DKK"], 0,
     ["\"Søer\" 6.0 mio DKK 4500000"], []),
    ("million-words", "DKK million\t2021\t2022\nLakes\t1.5 million\t2.0 billion\n", [], 0,
     ["\"Lakes\" 1.5 2.0 mia DKK"], []),
    ("dollars", "Grants\t2021\t2022\nLakes\t$1.50\t$2.25\nTotal\t$1.50\t$2.25\n", [], 2, [],
     ['"$1.50" does not tell which dollars are meant', '--unit "USD"']),
    ("dollars-said", "Grants\t2021\t2022\nLakes\t$ 1.50\t($2.25)\nPaths\t-$1.25\t$-\n", ["--unit", "USD"], 0,
     ["\"Lakes\" 1.50 -2.25", "\"Paths\" -1.25 -"], []),
    ("dashes-with-currency", "mio. kr.\t2021\t2022\t2023\nVeje\tkr. -\t- kr.\t1,5\n", [], 0, ["\"Veje\" - - 1.5"], []),
    ("dollars-of-one-country", "Grants\t2021\t2022\nLakes\tUS$1.50m\tUS$2.25m\n", [], 0,
     ["unit mio USD", "\"Lakes\" 1.50 2.25"], []),
    ("dollars-in-caption", "Grants, $ millions\n\t2021\t2022\nLakes\t1.50\t2.25\n", [], 2, [],
     ["which dollars are meant"]),
    ("other-currency", "Grants, DKK million\n\t2021\t2022\nLakes\t1.50\t€2.25\n", [], 2, [],
     ['"€2.25" (line 3) is in another currency than the table, DKK', "--row 3=left"]),
    ("kroner-are-kroner", "Grants, NOK million\n\t2021\t2022\nLakes\tkr 1.50\t2.25 kr\n", [], 0,
     ["\"Lakes\" 1.50 2.25"], []),
    ("dollars-are-no-kroner", "Grants, NOK million\n\t2021\t2022\nLakes\t$1.50\t2.25\n", [], 2, [],
     ["in another currency"]),
    ("letter-is-no-scale", "Grants, DKK million\n\t2021\t2022\nLakes\t5 m\t2.25\nPaths\t5\t2.25\n", [], 0,
     ["\"Lakes\" ? 2.25", "note: \"2021: 5 m\""], []),
]

CAPTIONS = [
    (f"unit-{number}", f"Parks ({unit})\t2021\t2022\nLakes\t1.5\t2.0\n", [], 0 if wanted else 2,
     [f"unit {wanted}"] if wanted else [], [])
    for number, (unit, wanted) in enumerate([
        ("in 1'000 CHF", "thousand CHF"), ("1’000 EUR", "thousand EUR"), ("CHF 1'000", "thousand CHF"),
        ("Tsd. €", "thousand EUR"), ("in Tausend Euro", "thousand EUR"), ("Millionen Euro", "mio EUR"),
        ("Milliarden €", "mia EUR"), ("en milliers d'euros", "thousand EUR"), ("millions d’euros", "mio EUR"),
        ("miljoner SEK", "mio SEK"), ("£000", "thousand GBP"), ("£'000s", "thousand GBP"), ("€ 000", "thousand EUR"),
        ("millions of EUR", "mio EUR"), ("TEUR", "thousand EUR"), ("10.000 DKK", None), ("over 500 EUR", None),
        ("EUR 5.000", None), ("kr. 1.000", "thousand DKK"), ("mio SEK", "mio SEK"), ("mkr", "mio DKK"),
        ("hele 1 000 kroner", "thousand DKK")])
] + [
    ("unit-behind-a-year", "Parks\tBudget 2021 EUR\tBudget 2022 EUR\nLakes\t1.5\t2.0\n", [], 0, ["unit EUR"], []),
    ("unit-below", "Parks\t2021\t2022\nLakes\t1.5\t2.0\nTotal\t1.5\t2.0\nAll figures in DKK million\n", [], 0,
     ["unit mio DKK"], ["as the note below has"]),
    ("unit-above-not-below", "Parks, DKK million\t2021\nLakes\t1.5\nTotal\t1.5\nGrants over 5 EUR only\n", [], 0,
     ["unit mio DKK"], []),
    ("page-break", "Table 3: Grants, EUR\n\n            2022    2023\nHalls       1.25    1.30\nClubs and\ncare        0.48    0.49\n"
                   "\f\nPage 4\nTable 3 continued\n            2022    2023\nArts        0.21    0.22\nTotal       1.94    2.01\n", [], 0,
     ["\"Clubs and care\" 0.48 0.49", "\"Arts\" 0.21 0.22", "total 1.94 2.01", "!area"],
     ['"Page 4": a page break', "the heading again"]),
    ("another-table", "Table 3: Grants, EUR\n\n            2022    2023\nHalls       1.25    1.30\n\n"
                      "Table 4: More, EUR\n\n            2022    2023\nArts        0.21    0.22\n", [], 2, [], ["has 2 tables"]),
    ("star-with-a-bracket", "EUR\t2022\nHalls*\t1.25\n*) Until 2023.\n", [], 0, ["note: \"Until 2023.\""], []),
]

FIGURES = [
    # 500 + 1.655 is 2.155 where points part thousands, and 501.655 where they do not.
    ("thousands-by-totals", "1.000 kr.\t2021\t2022\nVeje\t1.234\t500\nParker\t1.000\t1.655\nI alt\t2.234\t2.155\n",
     [], 0, ["\"Veje\" 1_234 500", "total 2_234 2_155"], ['"1.234" is 1_234, as 1 sum holds so and not otherwise']),
    ("decimals-by-totals", "mio. kr.\t2021\t2022\nVeje\t1.250\t5\nParker\t1.000\t1.655\nI alt\t2.250\t6.655\n",
     [], 0, ["\"Veje\" 1.250 5", "total 2.250 6.655"], ['"1.250" is 1.250']),
    ("thousands-by-rows", "1.000 kr.\t2021\t2022\tI alt\nVeje\t1.234\t500\t1.734\n", [], 0,
     ["\"Veje\" 1_234 500 1_734"], []),
    ("thousands-by-subtotals", "1.000 kr.\t2021\nA\nVeje\t1.234\nStier\t766\nI alt\t2.000\nB\nParker\t1.655\n"
                               "I alt\t1.655\nI alt\t3.655\n", [], 0, ["total 2_000", "total 3_655"], []),
    ("thousands-in-commas", "DKK thousand\t2021\t2022\nRoads\t1,500\t2,000\nPaths\t500\t600\nTotal\t2,000\t2,600\n",
     [], 0, ["\"Roads\" 1_500 2_000"], ['"1,500" is 1_500, as 2 sums hold']),
    # Every figure has one: the sums hold both ways.
    ("thousands-or-not", "mio. kr.\t2021\t2022\nVeje\t1.234\t2.345\nParker\t1.000\t1.655\nI alt\t2.234\t4.000\n", [], 2, [],
     ['"1.234" (line 2) is 1_234 or 1.234, and no other figure tells which']),
    ("thousands-no-sum", "mio. kr.\t2021\t2022\nVeje\t1.234\t500\nParker\t1.000\t1.655\nI alt\t9.234\t9.155\n", [], 2, [],
     ["no other figure tells which"]),
    # One sum says this, another that.
    ("thousands-at-odds", "mio. kr.\t2021\t2022\nVeje\t1.000\t5\nParker\t500\t1.655\nI alt\t1.500\t6.655\n", [], 2, [],
     ["no other figure tells which"]),
    ("thousands-said", "mio. kr.\t2021\t2022\nVeje\t1.234\t2.345\n", ["--decimal", "comma"], 0,
     ["\"Veje\" 1_234 2_345"], ["as you said"]),
    # A total says what an empty cell is of where its own column holds.
    ("empty-off", "DKK million\n\t2023\t2024\nLakes\t1.5\t\nPaths\t0.5\t0.5\nTotal\t2.0\t2.5\n", [], 0,
     ["\"Lakes\" 1.5 ?"], ['cells are read as "?", not given', "!none: the totals hold"]),
    ("empty-holds", "DKK million\n\t2023\t2024\nLakes\t1.5\t\nPaths\t0.5\t0.5\nTotal\t2.0\t0.5\n", [], 0,
     ["\"Lakes\" 1.5 -"], ["none: the totals hold without them"]),
    ("empty-total", "DKK million\n\t2023\t2024\nLakes\t1.5\t\nPaths\t0.5\t0\nTotal\t2.0\t-\n", [], 0,
     ["\"Lakes\" 1.5 -"], []),
    ("empty-total-unknown", "DKK million\n\t2023\t2024\nLakes\t1.5\t\nPaths\t0.5\t0.5\nTotal\t2.0\t..\n", [], 0,
     ["\"Lakes\" 1.5 ?"], []),
    ("empty-beside-unknown", "DKK million\n\t2023\t2024\nLakes\t1.5\t\nPaths\t0.5\t..\nTotal\t2.0\t2.5\n", [], 0,
     ["\"Lakes\" 1.5 ?"], []),
    ("empty-off-in-a-group", "DKK million\n\t2023\t2024\nA\nLakes\t1.5\t\nPaths\t0.5\t0.5\nTotal\t2.0\t0.5\nB\nWoods\t1\t1\n"
                             "Roads\t1\t\nTotal\t2\t3\nTotal\t4\t3.5\n", [], 0, ["\"Lakes\" 1.5 ?"], []),
    ("empty-off-said", "DKK million\n\t2023\t2024\nLakes\t1.5\t\nPaths\t0.5\t0.5\nTotal\t2.0\t2.5\n", ["--empty", "none"], 0,
     ["\"Lakes\" 1.5 -"], ["as you said"]),
    # A row's sum over all years that is empty claims nothing.
    ("empty-sums", "mio. kr.\t2021\t2022\tI alt\nVeje\t1,5\t\t\nParker\t0,5\t1,0\t1,5\nI alt\t2,0\t1,0\t3,0\n", [], 0,
     ["\"Veje\" 1.5 - ?"], ['cells are read as "-"']),
]

BARS = "| Project | 2021 | 2022 |\n|---|---:|:--|\n| Lakes \\| ponds | 1.5 | 2.0 |\n| *Paths* | 0.4 | |\n| **Total** | **1.9** | **2.0** |\n"

BLANK = "DKK million\nProject\t2023\t2024\n{}\nPaths\t0.5\t0.5\n"

FORMS = [
    ("markdown", "# Parks\n\nTable 1: Parks, DKK million\n\n" + BARS, [], 0,
     ["table \"Table 1: Parks, DKK million\" 2021..2022", "\"Lakes | ponds\" 1.5 2.0", "total 1.9 2.0"],
     ["parted by bars"]),
    ("markdown-without-outer-bars", "DKK million | 2021 | 2022\n--- | --- | ---\nLakes | 1.5 | 2.0\nPaths | - | 0.4\n", [], 0,
     ["\"Lakes\" 1.5 2.0", "\"Paths\" - 0.4"], []),
    ("bars-in-titles", "DKK million\t2021\nLakes | ponds\t1.5\nPaths | roads\t0.4\n", [], 0, ["\"Lakes | ponds\" 1.5"], []),
    ("bars-in-commas", "DKK million,2021\nLakes | ponds,1.5\nPaths | roads,0.4\nTotal,1.9\n", [], 0,
     ["\"Lakes | ponds\" 1.5"], ["parted by commas"]),
    ("second-line", "Indsats\t2021\t2022\nOmråde\tRegnskab\tBudget\nVeje\t1,5 mio. kr.\t2,0 mio. kr.\n", [], 0,
     ["2021 as \"Regnskab\", 2022 as \"Budget\"", "\"Veje\" 1.5 2.0"], []),
    ("second-line-sum", "\t2021\t2022\t\nmio. kr.\tBudget\tBudget\tI alt\nVeje\t1,5\t2,0\t3,5\n", [], 0,
     ["2021 as \"Budget\", 2022 as \"Budget\", all"], []),
    ("second-line-blank", "mio. kr.\t2021\t2022\n\tBudget\t\nVeje\t1,5\t2,0\n", [], 2, [],
     ['column 3 ("2022") has no such word', "--row 2=left"]),
    ("second-line-left", "mio. kr.\t2021\t2022\n\tBudget\t\nVeje\t1,5\t2,0\n", ["--row", "2=left"], 0,
     ["table 2021..2022 {"], []),
    ("second-line-is-a-row", "mio. kr.\t2021\t2022\nSøer\tja\tnej\nVeje\t1,5\t2,0\n", [], 2, [],
     ['line 2 ("Søer") may begin another table']),
    ("first-line-spreads", "mio. kr.\tBudget\t\tRegnskab\t\n\t2021\t2022\t2021\t2022\nVeje\t1,5\t2,0\t1,4\t2,1\n", [], 0,
     ["2021 as \"Budget\", 2022 as \"Budget\", 2021 as \"Regnskab\", 2022 as \"Regnskab\""], []),
    ("caption-and-text", "<p>Beløb i mio. kr.</p><table><caption>Tabel 1. Parker</caption><tr><th>Indsats<th>2021<tr>"
                         "<td>Veje<td>1,5</table>", [], 0,
     ["table \"Beløb i mio. kr. Tabel 1. Parker\"", "unit mio DKK"], []),
    ("caption-alone", "<p>Tal fra 2020.</p><table><caption>Tabel 1. Parker, mio. kr.</caption><tr><th>Indsats<th>2021<tr>"
                      "<td>Veje<td>1,5</table>", [], 0, ["table \"Tabel 1. Parker, mio. kr.\""], []),
    ("caption-in-the-head", "<table><caption>Table 1. Parks</caption><thead><tr><th colspan=3>Amounts in DKK million<tr><th>Project"
                            "<th>2021<th>2022<tbody><tr><td>Lakes<td>1.5<td>2.0</table>", [], 0,
     ["table \"Table 1. Parks Amounts in DKK million\" 2021..2022", "unit mio DKK"], []),
    # Titles of groups in the column of numbers, with their totals; 4.2 is no sum of the rows.
    ("numbers-before-titles", "mio. kr.\n\t\t2008\t2009\t2010\nGrønt\t\t3,5\t4,2\t5,0\n1.1\tSøer\t1,5\t2,0\t2,5\n1.2\tStier\t2,0\t2,0\t2,5\n"
                              "Leg\t\t1,0\t1,0\t1,0\n2.1\tGynger\t1,0\t1,0\t1,0\nI alt\t\t4,5\t5,0\t6,0\n", [], 0,
     ["area \"Grønt\" { total 3.5 4.2 5.0", "area \"Leg\" { total 1.0 1.0 1.0"],
     ['"Grønt" is a group with its total: 2 of its 3 figures are sums of the 2 rows below']),
    ("numbers-before-titles-off", "mio. kr.\n\t\t2008\t2009\nGrønt\t\t3,1\t4,2\n1.1\tSøer\t1,5\t2,0\n1.2\tStier\t2,0\t2,0\n", [], 2, [],
     ["stands out above rows that do not add up to it", "--row 3=group"]),
    # Text of a document before its table, in which other rows mention years.
    ("rows-that-mention-years", "Navn\tStier\nØkonomi\tAftalen 2007\nMål\tflere stier\n\nOversigt i mio. kr.\t\t\t\n\t2008\t2009\tI alt\nStier\t1,5\t2,0\t3,5\n", [], 0,
     ["table \"Oversigt i mio. kr.\" 2008..2009, all", "\"Stier\" 1.5 2.0 3.5"], []),
    # Figures parted by single blanks are in the title's cell.
    ("figures-in-a-title", BLANK.format("Lakes and ponds 3 4"), [], 2, [],
     ['line 3 ("Lakes and ponds 3 4") ends in as many figures as the table has columns', "--row 3=group"]),
    ("figures-in-a-title-dash", BLANK.format("Lakes - 4.5"), [], 2, [], ["ends in as many figures"]),
    ("figures-in-a-title-groups", BLANK.format("Lakes 1 500 2 000"), [], 2, [], ["ends in as many figures"]),
    ("figures-in-a-title-number", BLANK.format("Lakes 2 0,3 0,4"), [], 2, [], ["ends in as many figures"]),
    ("figures-in-a-title-last", "DKK million\nProject\t2023\t2024\nPaths\t0.5\t0.5\nLakes 3 4\nTotal\t3.5\t4.5\n", [], 2, [],
     ["ends in as many figures"]),
    ("figures-in-a-title-said", BLANK.format("Route 3 4"), ["--row", "3=group"], 0, ["area \"Route 3 4\" {"], []),
    ("figures-in-a-title-one", "DKK million\nProject\t2023\nLakes 1.5\nPaths\t0.5\n", [], 2, [], ["ends in as many figures"]),
    ("number-in-a-title", "DKK million\nProject\t2023\nPhase 12\nPaths\t0.5\n", [], 0, ["area \"Phase 12\" {"], []),
    ("numbers-too-few", BLANK.format("Phase 2"), [], 0, ["area \"Phase 2\" {"], []),
    ("year-behind-a-dash", BLANK.format("Parks - 2024"), [], 0, ["area \"Parks - 2024\" {"], []),
    ("numbers-alone", BLANK.format("3 4"), [], 0, ["area \"3 4\" {"], []),
    ("years-that-are-amounts", "mio. kr.\t2020\t2021\nA\t2020\t2021\nB\t1\t2\n", [], 2, [], ["has only figures that could be years"]),
]

SPAN = "DKK million\nProject\t2023\t2024\t2023-2024\n"

VERSIONS = "mio. DKK\nIndsats\tBudget\tKorrigeret budget\tForventet\nSøer\t1,5\t2,0\t1,0\nStier\t0,5\t0,5\t0,5\n"

CALLED = "DKK million\n\t2023\t2024\nTotal refurbishment of lakes\t1.5\t2.0\n{}\n"

TIMES = [
    ("fiscal-years", "USD\tFY 2010-11\tFY2011-12\tFiscal Year 2012-13\nLakes\t1.5\t2.0\t3\n", [], 0,
     ["table 2010/11..2012/13 {"], []),
    ("school-years", "mio. DKK\t2021/22\t2022/2023\nLakes\t1.5\t2.0\n", [], 0, ["table 2021/22..2022/23 {"], []),
    ("years-or-months", "mio. DKK\t2010-11\t2011-12\nLakes\t1.5\t2.0\n", [], 2, [], []),
    ("no-year-but-a-range", "mio. DKK\t2021-25\t2022\nLakes\t1.5\t2.0\nParks\t1\t2\n", [], 0, ["table 2022 {"],
     ['column 2, "2021-25"']),
    # Beside both years, 2023-2024 is what its figures say.
    ("span-that-sums", SPAN + "Lakes\t1.5\t2.0\t3.5\nTotal\t1.5\t2.0\t3.5\n", [], 0,
     ["table 2023..2024, all {", "\"Lakes\" 1.5 2.0 3.5"], ['column     4, "2023-2024": 2023 + 2024, as 2 of 2 cells are']),
    ("span-that-sums-but-one", SPAN + "Lakes\t1.5\t2.0\t3.5\nPaths\t1\t3\t4\nWoods\t1\t1\t5\n", [], 0,
     ["table 2023..2024, all {", "@1 is off"], ["as 2 of 3 cells are"]),
    ("span-short", SPAN.replace("-2024", "-24") + "Lakes\t1.5\t2.0\t3.5\n", [], 0, ["table 2023..2024, all {"], []),
    ("span-slash", SPAN.replace("-2024", "/24") + "Lakes\t1.5\t2.0\t3.5\n", [], 0, ["table 2023..2024, all {"], []),
    ("span-slash-of-its-own", SPAN.replace("-2024", "/24") + "Lakes\t1.5\t2.0\t1.75\n", [], 0,
     ["table 2023..2024, 2023/24 {"], ['"2023/24": 2023/24']),
    ("span-of-some-years", "DKK million\n\t2022\t2023\t2024\t2023-24\nLakes\t1\t1.5\t2.0\t3.5\nPaths\t1\t1\t1\t2\n", [], 0,
     ["table 2022..2024, \"2023-24\" = 2023 + 2024 {"], []),
    ("span-before-its-years", "DKK million\n\t2023-24\t2023\t2024\nLakes\t3.5\t1.5\t2.0\nPaths\t2\t1\t1\n", [], 0,
     ["table 2023..2024 {"], ['left out   column 2, "2023-24"']),
    ("span-that-differs", SPAN + "Lakes\t1.5\t2.0\t0.5\nPaths\t1.0\t4.0\t3.0\n", [], 0,
     ["table 2023..2024, \"2023-2024\" = 2024 - 2023 {"], ["2024 - 2023, as 2 of 2 cells are"]),
    ("span-of-versions", "DKK million\n\tBudget 2023\tBudget 2024\tBudget 2023-24\nLakes\t1.5\t2.0\t3.5\n", [], 0,
     ["2023 as \"Budget\", 2024 as \"Budget\", all {"], []),
    ("span-open", SPAN + "Lakes\t1.5\t2.0\t9.5\nPaths\t1.0\t4.0\t3.0\n", [], 2, [],
     ["column 4 (\"2023-2024\") is the fiscal year 2023/24, or the years 2023 and 2024",
      "--column 4=year takes it as 2023/24, --column 4=all"]),
    # 3 is the sum of 3 and 0, and their difference.
    ("span-both", SPAN + "Lakes\t3\t0\t3\n", [], 2, [], ["--column 4=left leaves it out"]),
    ("span-nothing", SPAN + "Lakes\t3\t1\t-\n", [], 2, [], ["--column 4=year"]),
    ("span-year", SPAN + "Lakes\t1.5\t2.0\t9.5\n", ["--column", "4=year"], 0, ["table 2023..2024, 2023/24 {"], []),
    ("span-all", SPAN + "Lakes\t1.5\t2.0\t9.5\n", ["--column", "4=all"], 0, ["table 2023..2024, all {"], []),
    ("span-left", SPAN + "Lakes\t1.5\t2.0\t9.5\n", ["--column", "D=left"], 0, ["table 2023..2024 {"],
     ['column 4, "2023-2024": as you said']),
    ("no-such-column", SPAN + "Lakes\t1.5\t2.0\t3.5\n", ["--column", "7=all"], 2, [], ["--column 7: the table has no such"]),
    ("no-such-choice", SPAN + "Lakes\t1.5\t2.0\t3.5\n", ["--column", "4=sum"], 2, [], ["--column must be year, all or left"]),
    ("fiscal-beside-one-year", "DKK million\n\t2023\t2023-24\nLakes\t1.5\t2.0\n", [], 0, ["table 2023, 2023/24 {"], []),
    ("years-for-versions", VERSIONS, ["--years", "2024..2026"], 2, [],
     ['columns 2 ("Budget") and 3 ("Korrigeret budget") are versions of one amount, and --years 2024..2026',
      "--years 2026 makes all of them money of that year"]),
    ("years-for-one-version", VERSIONS.replace("Korrigeret budget", "Budget").replace("Forventet", "Budget"),
     ["--years", "2024..2026"], 0, ["table 2024 as \"Budget\", 2025 as \"Budget\", 2026 as \"Budget\" {"], []),
    ("year-for-versions", VERSIONS, ["--years", "2026"], 0,
     ["table 2026 as \"Budget\", 2026 as \"Korrigeret budget\", 2026 as \"Forventet\" {"], []),
    ("years-for-other-words", VERSIONS.replace("Korrigeret budget", "Dernæst").replace("Forventet", "Så"),
     ["--years", "2024..2026"], 0, ["2025 as \"Dernæst\""], []),
    ("versions-without-years", VERSIONS, [], 2, [], ["--years 2024 that year to all"]),
    ("day-of-a-date", "mio. kr.\tBudget 2025\tForventet 2025 pr. 30. juni\nSøer\t1,5\t2,0\n", [], 0,
     ["2025 as \"Forventet pr. 30. juni\""], []),
    ("two-dates-and-years", "mio. kr.\tBudget 2025\tForventet 2025 pr. 30. juni 2026\nSøer\t1,5\t2,0\n", [], 0,
     ["2025 as \"Budget\" {"], ["left out"]),
    ("same-split-years-known", overview(("Green spaces", "1.9", "2.0"), ("Playgrounds", "0.6", "0.6"),
                                        years=("2023/24", "2024/25")), ["--into", DETAIL], 0, ["!total of"], []),
    ("part-columns", "mio. kr.\t2022\theraf løn 2022\t2023\nSøer\t1,5\t0,5\t2,0\n", [], 0,
     ["table 2022..2023 {", "\"Søer\" 1.5 2.0"], ["it is a part of another"]),
    ("group-row-again", "mio. kr.\t2022\t2023\nParker\nSøer\t1,5\t2,0\nStier\t1,0\t0,5\nParker\t2,5\t2,5\n", [], 0,
     ["area \"Parker\" {", "total 2.5 2.5"], ['"Parker" is the total of "Parker"']),
    ("group-row-again-off", "mio. kr.\t2022\t2023\nParker\nSøer\t1,5\t2,0\nStier\t1,0\t0,5\nParker\t9,5\t8,5\n", [], 2, [],
     ["has the title of its group, but does not add up its rows", "--row 5=total"]),
    # Rows that begin as totals do: a later total that counts them says that they are entries.
    ("called-total-first", CALLED.format("Paths\t0.5\t0.5\nTotal\t2.0\t2.5"), [], 0,
     ["\"Total refurbishment of lakes\" 1.5 2.0", "total 2.0 2.5"], ["is an entry: the total in line 5 counts it"]),
    ("called-total-second", "DKK million\n\t2023\t2024\nPaths\t0.5\t0.5\nI alt renovering af søer\t1.5\t2.0\nI alt\t2.0\t2.5\n", [], 0,
     ["\"I alt renovering af søer\" 1.5 2.0", "total 2.0 2.5"], []),
    ("called-totals", CALLED.format("Total renewal of woods\t1.0\t1.0\nPaths\t0.5\t0.5\nTotal\t3.0\t3.5"), [], 0,
     ["\"Total refurbishment of lakes\" 1.5 2.0 \"Total renewal of woods\" 1.0 1.0"], []),
    ("called-total-of-all", "DKK million\n\t2023\t2024\nA\nLakes\t1\t2\nTotal\t1\t2\nB\nTotal renewal\t2\t2\nPaths\t1\t1\n"
                            "Total\t3\t3\nGrand total\t4\t5\n", [], 0,
     ["area \"B\" { \"Total renewal\" 2 2", "total 4 5"], []),
    ("called-total-off", CALLED.format("Paths\t0.5\t0.5\nTotal\t2.0\t2.9"), [], 2, [],
     ['line 3 ("Total refurbishment of lakes") begins as a total does, but no rows stand above it', "--row 3=entry"]),
    ("called-total-alone", CALLED.format("Paths\t0.5\t0.5"), [], 2, [], ["a total, or an entry"]),
    ("called-total-said", CALLED.format("Paths\t0.5\t0.5\nTotal\t2.0\t2.9"), ["--row", "3=entry"], 0,
     ["\"Total refurbishment of lakes\" 1.5 2.0", "@is off"], []),
    ("called-total-above", CALLED.format("Paths\t0.5\t1.0\nWoods\t1\t1"), [], 0, ["total 1.5 2.0 \"Paths\" 0.5 1.0"], []),
    ("called-total-below", "DKK million\n\t2023\t2024\nLakes\t1.5\t2.0\nPaths\t0.5\t0.5\nTotal parks\t2.0\t2.5\nWoods\t1\t1\n"
                           "Roads\t1\t2\nTotal land\t2\t3\nTotal\t4.0\t5.5\n", [], 0,
     ["area \"parks\" {", "area \"land\" {", "total 4.0 5.5"], ["!is an entry"]),
    # A total that is off stays one: the last total holds without it.
    ("called-total-wrong", "DKK million\n\t2023\t2024\nLakes\t1.5\t2.0\nPaths\t0.5\t0.5\nTotal parks\t2.9\t2.5\nWoods\t1\t1\n"
                           "Roads\t1\t2\nTotal land\t2\t3\nTotal\t4.0\t5.5\n", [], 0,
     ["area \"parks\" {", "total 2.9 2.5", "@1 is off"], ["!is an entry"]),
    ("result-row", "mio. kr.\t2022\t2023\nIndtægter\t-5,1\t-6,2\nUdgifter\t4,0\t5,0\nÅrets resultat\t-1,1\t-1,2\n", [], 0,
     ["total -1.1 -1.2"], ['"Årets resultat" is the total of the table']),
    ("numbers-of-rows", "Nr.\tIndsats\t2022 (mio. kr.)\n01.1\tSøer\t1,5\n01.2\tStier\t2,0\n", [], 0, ["\"Søer\" 1.5"], []),
    ("title-that-goes-on", "mio. kr.\t2022\t2023\nParker og\nSøer\nStier\t1,5\t2,0\nI alt\t1,5\t2,0\n", [], 0,
     ["area \"Parker og Søer\" {"], []),
]

SAID = [("repeats", REPEATS), ("units", UNITS), ("captions", CAPTIONS), ("figures", FIGURES), ("forms", FORMS), ("times", TIMES),
        ("published", PUBLISHED)]
