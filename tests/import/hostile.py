"""Files that are meant to do harm, or that have two readings: each ends in a line and 2."""

HEAD = "Tabel 1, mio. kr.\n"


def text(*lines):
    return (HEAD + "\n".join(lines) + "\n").encode()


def files():
    """Bytes and options by name."""
    rows = ["Sted\t2022\t2023"]
    return {name: (data, options) for name, data, *options in [
        ("empty", b""),
        ("blank", b"\n \n\t\n"),
        ("nul", b"Sted\t2022\nS\xc3\xb8er\t1,5\nStier\t\0\n"),
        ("bytes", bytes(range(256)) * 40),
        ("prose", "Der var engang en sø.\nDen var stor.\n".encode()),
        ("no-figures", text(*rows, "Søer\tja\tnej")),
        ("no-unit", b"Sted\t2022\t2023\nLakes\t1.5\t2.5\n"),
        ("two-units", text("Sted\t2022 (1.000 kr.)\t2023", "Søer\t1,5\t2,5")),
        ("thousands-or-not", text(*rows, "Søer\t1.234\t2.345")),
        ("both-signs", text(*rows, "Søer\t1.234,5\t1,234.5")),
        ("comma-said-point-seen", text(*rows, "Søer\t1.25\t2"), "--decimal", "comma"),
        ("years-as-amounts", text(*rows, "Søer\t2020\t2021")),
        ("no-years", text("Sted\tX\tY", "Søer\t1,5\t2,5")),
        ("one-year-twice", text("Sted\t2022\t2022", "Søer\t1,5\t2,5")),
        ("two-titles", text("A\tB\t2022", "x\tp\t1,5", "y\tq\t2,5")),
        ("figures-without-title", text(*rows, "Søer\t1,5\t2", "\t1,5\t2")),
        ("sum-without-words", text(*rows, "A\t1,5\t2", "B\t1\t2,5", "C\t2,5\t4,5", "D\t1\t1")),
        ("head-without-words", text(*rows, "A\t2,5\t4,5", "B\t1,5\t2", "C\t1\t2,5", "D\t1\t1")),
        ("open-quote", text(*rows, 'Søer\t"1,5\t2')[:-1] + b'\t"x\n"y'),
        ("million-columns", b"Sted" + b"\t" * 1_000_000 + b"\n" + b"x" + b"\t1" * 1_000_000),
        ("million-lines", b"Sted\t2022\n" + b"x\t1,5\n" * 1_000_000),
        ("long-line", b"x" * 60_000_000),
        ("too-long", b"x\t1\n" * (17 << 20)),
        ("deep-figure", text(*rows, "Søer\t" + "9" * 400 + "\t1")),
        ("far-apart", text(*rows, "A\t0," + "0" * 17 + "1\t1", "B\t999999999999999999\t1",
                           "C\t0,00000000000000001\t1")),
        ("percent-in-money", text(*rows, "Søer\t1,5\t2", "Stier\t5%\t2", "Gynger\t1\t2")),
        ("total-of-nothing", text(*rows, "I alt\t1,5\t2")),
        ("unclear-total", text(*rows, "A\t1,5\t2", "I alt\t1,5\t2", "B\t1,5\t2",
                               "I alt\t9,5\t9", "C\t1\t1", "I alt\t1\t1")),
        ("two-group-titles", text(*rows, "Grønt\t\t", "Vådt\t\t", "A\t1,5\t2")),
        ("no-such-table", text(*rows, "A\t1,5\t2"), "--table", "7"),
        ("no-such-header", text(*rows, "A\t1,5\t2"), "--header", "70"),
        ("no-such-column", text(*rows, "A\t1,5\t2"), "--title-column", "9"),
        ("bad-range", text(*rows, "A\t1,5\t2"), "--range", "F40:A3"),
        ("bad-years", text(*rows, "A\t1,5\t2"), "--years", "2024..2022"),
        ("bad-unit", text(*rows, "A\t1,5\t2"), "--unit", "kr."),
        ("bad-row", text(*rows, "A\t1,5\t2"), "--row", "3=money"),
        ("several-tables", text(*rows, "A\t1,5\t2", "I alt\t1,5\t2", "", "Tabel 2",
                                *rows, "B\t1,5\t2")),
        ("unseen-column", "mio. kr.\nSted      2022   2023   2024\n"
                          "A          1,5    2,0    3,0\n"
                          "B          1,5    2,0    3,0\n"
                          "C             1,5        2,0\n".encode()),
        ("half-utf16", b"\xff\xfe" + "Sted\t2022\nA\t1,5\n".encode("utf-16-le")[:-1]),
        ("not-windows", b"Sted\t2022\nS\x81er\t1,5\n"),
    ]}
