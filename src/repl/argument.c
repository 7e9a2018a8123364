/* What stands behind a command's name. */
#include "repl/argument.h"

#include <string.h>

Slice argument_word(Slice *rest) {
    *rest = slice_trim(*rest, CHAR_SPACES);
    bool quoted = rest->length > 0 && rest->at[0] == '"';
    uint32_t start = quoted ? 1 : 0, end = start;
    while (end < rest->length &&
           (quoted ? rest->at[end] != '"' : !char_is_space(rest->at[end])))
        end++;
    Slice word = {rest->at + start, end - start};
    uint32_t taken = quoted && end < rest->length ? end + 1 : end;
    *rest = slice_from(*rest, taken);
    return word;
}

/* The number of the word in "a|b|c", -1 where it is none of them. */
static int choice_of(const char *choices, Slice word) {
    for (int number = 0;; number++) {
        const char *end = strchr(choices, '|');
        size_t length = end ? (size_t)(end - choices) : strlen(choices);
        if (slice_equal(word, (Slice){choices, (uint32_t)length}))
            return number;
        if (!end)
            return -1;
        choices = end + 1;
    }
}

bool argument_choose(Session *session, Slice argument, const char *choices, int *chosen) {
    if (argument.length == 0) {
        const char *at = choices;
        for (int i = 0; i < *chosen; i++)
            at = strchr(at, '|') + 1;
        writer_format(session->to, " %.*s\n", (int)strcspn(at, "|"), at);
        return true;
    }
    int number = choice_of(choices, argument);
    if (number < 0)
        return session_complain(session, "\"%.*s\" is none of %s", SLICE_ARGS(argument),
                                choices);
    *chosen = number;
    return true;
}
