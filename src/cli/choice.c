/* The choice of findings by their codes, and what fails. */
#include "cli/choice.h"
#include "base/choices.h"
#include "base/nearest.h"

#include <string.h>

/* ---- codes ---- */

static bool choose_family(Slice word, bool wanted, Choice *out) {
    bool any = false;
    for (uint32_t i = 0; i < CODE_COUNT; i++) {
        char family = code_info((Code)i)->code[0];
        if (word.length == 1 && (word.at[0] == family || word.at[0] == family + 32)) {
            out->codes[i] = wanted;
            any = true;
        }
    }
    return any;
}

static void unknown_code(Cli *cli, const char *option, Slice word) {
    Slice codes[CODE_COUNT];
    for (uint32_t i = 0; i < CODE_COUNT; i++)
        codes[i] = slice_of(code_info((Code)i)->code);
    int32_t near = nearest_of(word, codes, CODE_COUNT);
    word.length = word.length < 64 ? word.length : 64;
    if (near >= 0) {
        cli_complain(cli, "--%s: there is no code \"%.*s\"; did you mean \"%.*s\"?",
                     option, SLICE_ARGS(word), SLICE_ARGS(codes[near]));
    } else {
        cli_complain(cli, "--%s: there is no code or family \"%.*s\"; see: integ explain",
                     option, SLICE_ARGS(word));
    }
}

static bool choose_list(Cli *cli, const char *option, const char *list, bool wanted,
                        Choice *out) {
    for (;;) {
        Slice word = {list, (uint32_t)strcspn(list, ",")};
        list += word.length;
        while (word.length > 0 && word.at[0] == ' ')
            word = slice_from(word, 1);
        Code code = code_find(word);
        if (code != CODE_COUNT) {
            out->codes[code] = wanted;
        } else if (!choose_family(word, wanted, out)) {
            unknown_code(cli, option, word);
            return false;
        }
        if (*list == 0)
            return true;
        list++;
    }
}

bool choice_read(Cli *cli, const Arguments *arguments, int only, int skip, Choice *out) {
    out->some = arguments->values[only] || arguments->values[skip];
    for (uint32_t i = 0; i < CODE_COUNT; i++)
        out->codes[i] = !arguments->values[only];
    const char *list;
    for (int i = 0; (list = arguments_value(arguments, only, i)) != NULL; i++)
        if (!choose_list(cli, "only", list, true, out))
            return false;
    for (int i = 0; (list = arguments_value(arguments, skip, i)) != NULL; i++)
        if (!choose_list(cli, "skip", list, false, out))
            return false;
    return true;
}

void choice_apply(const Choice *choice, Findings *findings) {
    for (uint32_t i = 0; i < findings->all.count; i++) {
        Diagnostic *d = findings->all.at[i];
        if (!choice->codes[d->code] && d->aside == ASIDE_NOT)
            d->aside = ASIDE_UNCHOSEN;
    }
}

/* ---- what fails ---- */

int choice_failing(const Arguments *arguments, int fail_on, int strict) {
    static const int levels[] = {LEVEL_ERROR, LEVEL_WARNING, LEVEL_NOTE, FAIL_NEVER};
    int failing = LEVEL_ERROR;
    for (int i = 0; i < arguments->given_count; i++) {
        const Given *given = &arguments->given[i];
        if (given->option == strict)
            failing = LEVEL_WARNING;
        else if (given->option == fail_on)
            failing = levels[choices_find(FAIL_CHOICES, slice_of(given->value))];
    }
    return failing;
}
