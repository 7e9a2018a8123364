/* Currencies, as figures name them. */
#ifndef INTEG_SYNTAX_CURRENCY_H
#define INTEG_SYNTAX_CURRENCY_H

#include <stdint.h>
#include "base/str.h"

/* Currencies by Figure.currency; "" for 0. The list is
 * fixed: DKK EUR USD SEK NOK GBP ISK CHF PLN JPY CAD AUD CNY INR BRL. */
const char *currency_text(uint8_t currency);
/* 0 where it is none of them. */
uint8_t currency_find(Slice text);

#endif
