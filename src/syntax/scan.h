/* What the scanner's rules (grammar/integ.l) call: each makes one token of the bytes
 * that a rule matched. Private to the scanner. */
#ifndef INTEG_SYNTAX_SCAN_H
#define INTEG_SYNTAX_SCAN_H

#include "base/names.h"
#include "source/diagnostic.h"
#include "syntax/token.h"

/* A number with a comma or several points. */
typedef struct Separated {
    Span span;
    bool doubtful; /* it may be no number: no fix of it is safe */
} Separated;

/* The state of one scan, which the generated scanner carries along. */
typedef struct Scan {
    Arena *arena;
    Names *names;
    Findings *findings;
    Source *source;
    const char *base;    /* source->text.at */
    Token token;         /* the one being made */
    uint32_t parens;     /* open ones: a list in parentheses may hold 1,2 */
    bool entries;        /* plain entries are one token */
    bool capitals;       /* words of queries may stand in capitals */
    bool minus;          /* a minus sign of another script stood before the number */
    uint32_t unread_end; /* behind the last that is no number, once there is one */
    uint32_t odd_end;    /* behind the last bytes outside of texts that mean nothing */
    VEC(Separated) separated;
    VEC(Span) dashes;  /* that are no "-" */
    Diagnostic *zeros; /* the file's one finding of numbers that begin with 0 */
    uint32_t zero_count;
    Diagnostic *control; /* its one finding of control characters */
    uint32_t control_count;
    Diagnostic *turning; /* its one finding of characters that turn text about */
    uint32_t turning_count;
    uint32_t run_end; /* of the letters, and of what can only stand among them, in hand */
    uint32_t marks, marks_end; /* those on the letter in hand, and where they end */
    bool flood;                /* said that there are too many */
    Diagnostic *quotes;        /* its one finding of curly quotes */
    uint32_t quote_start; /* of the last that no other has closed, once there is one */
    uint32_t quote_count; /* pairs */
    bool pasted;          /* the text was put right: pasted_bytes.h has them */
} Scan;

enum {
    SCAN_FIXES_MOST = 100000, /* of one finding */
    SCAN_LABELS_MOST = 3
};

/* ---- what makes tokens: scan.c, and scan_number.c for numbers and times ---- */

/* Each gives how many of the matched bytes the token takes; the kind is in
 * scan->token.kind, 0 there for "no token: go on". */
/* `after`: how many bytes at the end are not the number's: a `%` that is taken with it,
 * or a `,` or `..` that is not. */
uint32_t scan_number(Scan *scan, const char *at, uint32_t length, uint32_t after);
/* Digits that may have a point among them, and no sign and no 0 before them: what most
 * numbers are. */
uint32_t scan_plain(Scan *scan, const char *at);
/* `2020: 1.5, `: false where it is none, but the end of a range of years, or not wanted.
 */
bool scan_entry(Scan *scan, const char *at);
/* A figure that cannot be read, of which something was said. */
uint32_t scan_unreadable(Scan *scan, uint32_t length);
uint32_t scan_broken_number(Scan *scan, const char *at, uint32_t length);
uint32_t scan_date(Scan *scan, const char *at, uint32_t length);
uint32_t scan_quarter(Scan *scan, const char *at, uint32_t length);
uint32_t scan_split(Scan *scan, const char *at, uint32_t length);
uint32_t scan_broken_date(Scan *scan, const char *at, uint32_t length);
uint32_t scan_name(Scan *scan, const char *at, uint32_t length);
/* The same of a name of ASCII alone. */
void scan_word(Scan *scan, const char *at, uint32_t length);
uint32_t scan_param(Scan *scan, const char *at, uint32_t length);
uint32_t scan_string(Scan *scan, const char *at, uint32_t length, bool closed);
/* Makes no token. */
uint32_t scan_comment(Scan *scan, const char *at, uint32_t length);
/* A character of no other rule; it may be the first of several in the match. */
uint32_t scan_other(Scan *scan, const char *at, uint32_t length);

/* What stands for a token in a text that was put right; else a character of no rule. */
uint32_t scan_pasted(Scan *scan, const char *at, uint32_t length);

/* What stands in this span, the last that was read, may not be figures: no fix of one is
 * safe there. */
void scan_doubt(Scan *scan, Span span);
/* What was read from `start` on is no figure, but a text. */
void scan_forget_separators(Scan *scan, uint32_t start);

/* ---- what the two share ---- */

static inline bool scan_is_digit(char c) {
    return c >= '0' && c <= '9';
}
/* How many digits stand from `from` on, up to `end`. */
static inline uint32_t scan_digits(const char *at, uint32_t from, uint32_t end) {
    uint32_t i = from;
    while (i < end && scan_is_digit(at[i]))
        i++;
    return i - from;
}
/* Spaces that a text pasted from elsewhere has between digits. */
bool scan_is_space(uint32_t code);
/* The place of the token's first bytes. */
Place scan_place(const Scan *scan, uint32_t length);
/* What a message quotes of the token's bytes: not much of them, in the arena. */
Slice scan_kept(const Scan *scan, const char *at, uint32_t length);

/* ---- once a file ---- */

/* Tells of all numbers with a comma or several points. */
void scan_tell_separators(Scan *scan);

/* Says what is to be said once a file: before its first token, and after its last. False
 * where the file is in another encoding, and nothing of it can be read. */
bool scan_begin(Scan *scan);
void scan_end(Scan *scan);

#endif
