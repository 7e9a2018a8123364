/* Does with base/decimal what lines on standard input say, for decimal.py to
 * compare. A decimal is "units@scale" there (33@-5), or "none" where it did not
 * fit. A line is one of
 *     parse TEXT      text A       add A B     sub A B      mul A B
 *     div A B SCALE   compare A B  rescale A SCALE          trim A LEAST
 *     shift A POWER   within A K B
 * and has one line of answer: a decimal, a text or a number. */
#include "base/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4, LINE = 1024 };

static Decimal read_decimal(const char *word) {
    const char *at = strchr(word, '@');
    Decimal result = DECIMAL_ZERO;
    if (at == NULL || !decimal_parse((Slice){word, (uint32_t)(at - word)}, &result)) {
        fprintf(stderr, "decimal_driver: cannot read \"%s\"\n", word);
        exit(2);
    }
    result.scale = (int32_t)strtol(at + 1, NULL, 10);
    return result;
}

static void print_decimal(bool fits, Decimal value) {
    if (!fits) {
        puts("none");
        return;
    }
    char room[DECIMAL_TEXT];
    decimal_text((Decimal){value.units, 0}, room);
    printf("%s@%d\n", room, (int)value.scale);
}

static bool answer(char *words[WORDS], int count) {
    const char *op = words[0];
    Decimal out = {77, 7};
    if (count < 2)
        return false;
    if (strcmp(op, "parse") == 0) {
        bool fits = decimal_parse(slice_of(words[1]), &out);
        print_decimal(fits, out);
        return true;
    }
    Decimal a = read_decimal(words[1]);
    if (strcmp(op, "text") == 0) {
        char room[DECIMAL_TEXT];
        decimal_text(a, room);
        puts(room);
        return true;
    }
    if (count < 3)
        return false;
    if (strcmp(op, "within") == 0 && count == 4) {
        int64_t k = strtoll(words[2], NULL, 10);
        printf("%d\n", decimal_square_within(a, k, read_decimal(words[3])));
        return true;
    }
    if (strchr(words[2], '@') == NULL) {
        int32_t number = (int32_t)strtol(words[2], NULL, 10);
        bool fits = true;
        if (strcmp(op, "rescale") == 0)
            fits = decimal_rescale(a, number, &out);
        else if (strcmp(op, "trim") == 0)
            out = decimal_trim(a, number);
        else if (strcmp(op, "shift") == 0)
            out = decimal_shift(a, number);
        else
            return false;
        print_decimal(fits, out);
        return true;
    }
    Decimal b = read_decimal(words[2]);
    bool fits;
    if (strcmp(op, "compare") == 0) {
        printf("%d\n", decimal_compare(a, b));
        return true;
    }
    if (strcmp(op, "add") == 0)
        fits = decimal_add(a, b, &out);
    else if (strcmp(op, "sub") == 0)
        fits = decimal_sub(a, b, &out);
    else if (strcmp(op, "mul") == 0)
        fits = decimal_mul(a, b, &out);
    else if (strcmp(op, "div") == 0 && count == 4)
        fits = decimal_div(a, b, (int32_t)strtol(words[3], NULL, 10), &out);
    else
        return false;
    if (!fits && (out.units != 77 || out.scale != 7))
        return false; /* it may not have touched *out */
    print_decimal(fits, out);
    return true;
}

int main(void) {
    char line[LINE];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *words[WORDS] = {0}, *at = line;
        int count = 0;
        while (count < WORDS && *(at += strspn(at, " \n")) != '\0') {
            words[count++] = at;
            at += strcspn(at, " \n");
            if (*at != '\0')
                *at++ = '\0';
        }
        if (!answer(words, count)) {
            fprintf(stderr, "decimal_driver: bad line or result: %s\n", line);
            return 2;
        }
    }
    return fflush(stdout) == 0 ? 0 : 2;
}
