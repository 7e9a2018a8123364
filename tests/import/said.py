"""Pasted texts and what is made of them: (name, text, options, status, what stands in the
output, what is told). A text that begins with ! must not be there. The value of --into is the text
that the file was imported from."""

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

SAID = [("repeats", REPEATS)]
