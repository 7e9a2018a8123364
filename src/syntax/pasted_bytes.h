/* What the bytes of a pasted text mean that was put right (pasted.h). Private to syntax/.
 */
#ifndef INTEG_SYNTAX_PASTED_BYTES_H
#define INTEG_SYNTAX_PASTED_BYTES_H

/* Bytes that stand for a token in a text that was put right. No such text has them from
 * its file. */
enum {
    PASTED_UNREADABLE = 0x01,    /* a figure that may be read in two ways */
    PASTED_THOUSAND = 0x02,      /* and mio, mia */
    PASTED_CURRENCY_NEXT = 0x05, /* before A for the first currency, B … */
    PASTED_MONTH = 0x06, /* before a year and A for January, …, M for the first quarter */
    PASTED_DATE = 0x07 /* before a year, A for January, …, and A for the first day, … */
};

enum { PASTED_QUARTERS = 12 }; /* so many letters stand before M */

#endif
