/* Words that people write for a unit, and that the language writes another way. */
#include "syntax/loose_unit.h"

#include <stddef.h>

#include "syntax/currency.h"

#define CURRENCY "write a currency code, as in 1.5 DKK"
#define CAPITALS "write the currency in capitals, as in 1.5 DKK"
#define PERCENT "write the percent sign, as in 40%"
#define THOUSAND "write thousand, as in 1.5 thousand DKK"
#define MIO "write mio, as in 1.5 mio DKK"
#define MIA "write mia, as in 1.5 mia DKK"

static const LooseUnit units[] = {
    {"kr", NULL, CURRENCY},      {"kroner", NULL, CURRENCY}, {"euro", NULL, CURRENCY},
    {"pct", NULL, PERCENT},      {"percent", NULL, PERCENT}, {"procent", NULL, PERCENT},
    {"k", "thousand", THOUSAND}, {"m", "mio", MIO},          {"mn", "mio", MIO},
    {"Mio", "mio", MIO},         {"mill", "mio", MIO},       {"million", "mio", MIO},
    {"millioner", "mio", MIO},   {"bn", "mia", MIA},         {"billion", "mia", MIA},
    {"Mia", "mia", MIA},
};

static const LooseUnit lower_currency = {"dkk", NULL, CAPITALS};

static bool is_lower_currency(Slice word) {
    char upper[3];
    if (word.length != sizeof upper)
        return false;
    for (uint32_t i = 0; i < sizeof upper; i++) {
        if (word.at[i] < 'a' || word.at[i] > 'z')
            return false;
        upper[i] = (char)(word.at[i] - 'a' + 'A');
    }
    return currency_find((Slice){upper, sizeof upper}) != 0;
}

const LooseUnit *loose_unit_find(Slice word) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_is(word, units[i].word))
            return &units[i];
    return is_lower_currency(word) ? &lower_currency : NULL;
}
