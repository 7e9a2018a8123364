/* What stands behind a command's name. */
#include "repl/argument.h"

#include "base/choices.h"

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

bool argument_choose(Session *session, Slice argument, const char *choices, int *chosen) {
    if (argument.length == 0) {
        Slice word = choices_at(choices, *chosen);
        writer_format(session->to, " %.*s\n", SLICE_ARGS(word));
        return true;
    }
    int number = choices_find(choices, argument);
    if (number < 0)
        return session_complain(session, "\"%.*s\" is none of %s", SLICE_ARGS(argument),
                                choices);
    *chosen = number;
    return true;
}
