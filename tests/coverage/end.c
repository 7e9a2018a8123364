/* Part of the program in BUILD=coverage only: a terminal that is closed ends it with
 * SIGHUP, and what it has reached until then counts, too. */
#include <signal.h>
#include <stddef.h>

void __gcov_dump(void);

static void end(int number) {
    __gcov_dump();
    raise(number);
}

__attribute__((constructor)) static void watch_end(void) {
    struct sigaction action = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND};
    sigfillset(&action.sa_mask);
    sigaction(SIGHUP, &action, NULL);
}
