/* Currencies, as figures name them. */
#include "syntax/currency.h"

enum { CURRENCY_COUNT = 15 };

static const char *const currencies[CURRENCY_COUNT] = {
    "DKK", "EUR", "USD", "SEK", "NOK", "GBP", "ISK", "CHF",
    "PLN", "JPY", "CAD", "AUD", "CNY", "INR", "BRL",
};

const char *currency_text(uint8_t currency) {
    return currency >= 1 && currency <= CURRENCY_COUNT ? currencies[currency - 1] : "";
}

uint8_t currency_find(Slice text) {
    for (uint8_t i = 0; i < CURRENCY_COUNT; i++)
        if (slice_is(text, currencies[i]))
            return (uint8_t)(i + 1);
    return 0;
}
