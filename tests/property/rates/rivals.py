"""Whether the figures tell a planted slip from all others: each single slip is tried on the
spoilt document, by itself. One that makes every spoilt claim hold and breaks none that
holds is a rival, if it assumes as little."""

from documents import DASH, ONE
from slips import Slip


class Claim:
    def __init__(self, doc, total, addends, where):
        self.total, self.what, self.column = total, *where
        self.rows = {row for row, _, _ in addends}
        self.years = {year for _, year, _ in addends}
        self.off = total.value - sum(figure.value for _, _, figure in addends)
        # Half-units of all figures, by both bounds of rounding; doubled, so as to be whole.
        count = 1 + sum(figure.amount is not DASH for _, _, figure in addends)
        self.doubled = count * doc.unit if count > 2 else doc.unit
        self.squared = 36 * count * doc.unit ** 2 if count > 2 else 10 * doc.unit ** 2
        self.exact = not doc.before_rounding
        self.follows = self.what in doc.lines and self.column == doc.years and \
            total.value == sum(figure.value for figure in self.what.figures[:doc.years])

    def holds(self, off):
        return abs(2 * off) <= self.doubled and 40 * off * off <= self.squared

    def mended(self, off):
        return off == 0 if self.exact else self.holds(off)


class Rivals:
    def __init__(self, doc):
        self.doc = doc
        self.claims = [Claim(doc, *claim) for claim in doc.claims()]

    def violated(self):
        return [claim for claim in self.claims if not claim.holds(claim.off)]

    def off(self):
        return {(claim.what, claim.column): claim.off for claim in self.claims}

    def determined(self, slips):
        """Of one slip, that none else explains what is off; of two, that each is the only
        one for what it alone spoilt, and no single one explains all; of two rows left
        out, that no single one does, nor two other rows."""
        off = self.violated()
        if all(claim.follows for claim in off):
            return False
        if all(slip.kinds == {"left-out"} for slip in slips) and len(slips) == 2:
            named = [group for slip in slips for group in slip.named]
            slips = [Slip({"left-out"}, named, 3)]
        if len(slips) == 1:
            return not self.rivals(off, slips[0])
        if any(self.rivals(off, slip) for slip in slips):
            return False
        for slip in slips:
            others = set().union(*(other.touched for other in slips if other is not slip))
            alone = [c for c in off if (c.what, c.column) in slip.touched - others]
            if not alone or self.rivals(alone, slip):
                return False
        return True

    def rivals(self, off, slip):
        named = set().union(*slip.named)
        found = []
        for kind, cost, whats in self.singles(off):
            same = kind in slip.kinds and set(whats) <= named
            if cost <= slip.cost and not same:
                found.append((kind, whats))
        if len(named) == 2 and slip.kinds == {"left-out"}:
            found += self.pairs(off, named)
        return found

    # ---- all single slips ----

    def singles(self, off):
        yield from self.of_rows(off)
        yield from self.of_entries(off)
        yield from self.of_totals(off)
        yield from self.of_exchanges(off)
        yield from self.of_repeated(off)

    def amounts(self, claim, figures, off):
        """What a row's figures are to a claim: of a year, or of all years (all of them,
        or those whose own totals are off)."""
        values = [figure.value for figure in figures]
        if len(claim.years) == 1:
            return {values[claim.column]}
        years = {c.column for c in off if len(c.years) == 1}
        return {sum(values), sum(values[year] for year in years)}

    def mends_each(self, off, changes):
        return all(any(claim.mended(claim.off + change) for change in changes(claim))
                   for claim in off)

    def of_rows(self, off):
        if any(claim.what in self.doc.rows for claim in off):
            return
        for row in self.doc.rows:
            inside = all(row in claim.rows for claim in off)
            outside = not any(row in claim.rows for claim in off)

            def times(factor, row=row):
                return lambda claim: {factor * amount for amount in
                                      self.amounts(claim, row.figures, off)}
            if inside and self.mends_each(off, times(1)):
                yield "left-out", 1, (row,)
            if inside and self.mends_each(off, times(-1)):
                yield "counted-twice", 1, (row,)
            if inside and self.mends_each(off, times(2)):
                yield "other-sign", 2, (row,)
            if outside and self.mends_each(off, times(-1)):
                yield "other-scope", 2, (row,)
            for by in (-1, 1) if inside else ():
                if self.mends_each(off, lambda claim, by=by, row=row:
                                   self.shifted(claim, row, by, off)):
                    yield "neighbour-figure", 2, (row,)

    def shifted(self, claim, row, by, off):
        years = claim.years if len(claim.years) == 1 else \
            {c.column for c in off if len(c.years) == 1}
        change = 0
        for year in years:
            if 0 <= year + by < self.doc.years:
                change += row.figures[year].value - row.figures[year + by].value
        return {change} if change else set()

    def changes_hold(self, off, changes):
        """Whether changed figures mend what is off and break nothing. `changes`: {(row,
        year): by}."""
        for claim in [*off, *self.claims]:
            by = sum(change for (row, year), change in changes.items()
                     if row in claim.rows and year in claim.years)
            fine = claim.mended if claim in off else claim.holds
            if (by or claim in off) and not fine(claim.off - by):
                return False
        return True

    def of_entries(self, off):
        first = off[0]
        for row in first.rows:
            figures = row.figures
            for year in first.years:
                if self.changes_hold(off, {(row, year): first.off}):
                    meant = figures[year].value + first.off
                    if figures[year].amount is DASH:
                        if meant > 0:
                            yield "dash", 2, (row,)
                    elif typing_slip(figures[year], meant):
                        yield typing_slip(figures[year], meant), 1, (row,)
            for by in (-1, 1):
                moved = {(row, y): figures[(y + by) % self.doc.years].value - figures[y].value
                         for y in range(self.doc.years)}
                if figures[0 if by > 0 else -1].amount is DASH and any(moved.values()) \
                        and self.changes_hold(off, moved):
                    yield "slid", 2, (row,)

    def of_totals(self, off):
        what = off[0].what
        lines = self.doc.lines
        alike = {(tuple(sorted(id(r) for r in c.rows)), c.column, c.total.value) for c in off}
        if len(alike) == 1:
            meant = off[0].total.value - off[0].off
            kind = typing_slip(off[0].total, meant)
            if kind:
                yield kind, 1, tuple({claim.what for claim in off})
            column = off[0].column
            for near in (column - 1, column + 1):
                if what in lines and 0 <= near < self.doc.years and column < self.doc.years \
                        and what.figures[near].value == off[0].total.value:
                    yield "neighbour-total", 1, (what,)
        if what in lines and all(claim.what is what for claim in off):
            at = lines.index(what)
            for near in (at - 1, at + 1):
                if 0 <= near < len(lines) and lines[near].over != what.over and all(
                        lines[near].figures[c.column].value == c.total.value for c in off):
                    yield "neighbour-total", 1, (what, lines[near])

    def of_repeated(self, off):
        """The same digit wrong in every figure of a row that is constant, or in every
        total of a line."""
        first = off[0]
        years = range(self.doc.years)
        for row in first.rows:
            same = [y for y in years if row.figures[y].value == row.figures[0].value]
            by = first.off
            if len(first.years) > 1:
                if first.off % len(first.years):
                    continue
                by = first.off // len(first.years)
            if row.figures[0].value and len(same) == self.doc.years and \
                    typing_slip(row.figures[0], row.figures[0].value + by) == "digit" and \
                    self.changes_hold(off, {(row, y): by for y in years}):
                yield "digit", 3, (row,)
        for line in self.doc.lines:
            claims = [c for c in self.claims if c.what is line and c.column < self.doc.years]
            if all(c in off for c in claims) and all(
                    typing_slip(c.total, c.total.value - c.off) == "digit" for c in claims) \
                    and len({c.off for c in claims}) == 1 and all(
                        c in claims or c.follows or self.copy_of(c, off) for c in off):
                yield "digit", 3, (line,)

    def copy_of(self, claim, off):
        return any(c.column == claim.column and c.off == claim.off and c is not claim
                   for c in off)

    def of_exchanges(self, off):
        for row in off[0].rows:
            for y in range(self.doc.years - 1):
                by = row.figures[y + 1].value - row.figures[y].value
                if by and self.changes_hold(off, {(row, y): by, (row, y + 1): -by}):
                    yield "exchanged", 2, (row,)
        if len(off) == 2:
            one, two = off
            if one.what in self.doc.lines and two.what in self.doc.lines \
                    and (one.what is two.what or one.column == two.column) \
                    and one.total.value == two.total.value - two.off \
                    and two.total.value == one.total.value - one.off:
                yield "exchanged", 2, tuple({one.what, two.what})

    def pairs(self, off, named):
        rows = [row for row in self.doc.rows if all(row in claim.rows for claim in off)]
        for i, one in enumerate(rows):
            for two in rows[i + 1:]:
                both = [f.value + g.value for f, g in zip(one.figures, two.figures)]
                if {one, two} != named and all(
                        c.mended(c.off + (both[c.column] if len(c.years) == 1 else sum(both)))
                        for c in off):
                    yield "left-out", (one, two)


def typing_slip(figure, meant):
    """The kind of slip that prints `meant` as the figure, or None."""
    value, unit = figure.value, ONE // 10 ** figure.places
    if meant == -value:
        return "sign"
    if meant <= 0 or value <= 0 or meant == value:
        return None
    for factor, kind in ((10, "decimal-point"), (100, "decimal-point"), (1000, "thousands")):
        if factor * meant == value or meant == factor * value:
            return kind
    if meant % unit:
        return None
    width = max(len(str(value // unit)), figure.places + 1)
    old, new = str(value // unit).zfill(width), str(meant // unit).zfill(width)
    if len(new) == len(old):
        at = [i for i in range(width) if old[i] != new[i]]
        if len(at) == 1:
            return "digit"
        if len(at) == 2 and at[1] == at[0] + 1 and old[at[0]] == new[at[1]] \
                and old[at[1]] == new[at[0]]:
            return "digits-interchanged"
        return None
    long, short = (old, new) if len(old) > len(new) else (new, old)
    if any(long[:i] + long[i + 1:] == short for i in range(len(long))):
        return "digit-added" if long == old else "digit-omitted"
    return None
