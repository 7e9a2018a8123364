/* Words to choose from. */
#include "base/choices.h"

Slice choices_at(const char *choices, int number) {
    while (number-- > 0) {
        choices = strchr(choices, '|');
        if (!choices)
            return (Slice){0};
        choices++;
    }
    return (Slice){choices, (uint32_t)strcspn(choices, "|")};
}

int choices_find(const char *choices, Slice word) {
    for (int i = 0;; i++) {
        Slice choice = choices_at(choices, i);
        if (!choice.at)
            return -1;
        if (slice_equal(choice, word))
            return i;
    }
}
