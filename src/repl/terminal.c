/* What the system has to say of the terminal. */
#include "repl/terminal.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

void terminal_size(uint32_t *rows, uint32_t *columns) {
    struct winsize size = {0};
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    *rows = known && size.ws_row > 0 ? size.ws_row : 24;
    *columns = known && size.ws_col > 0 ? size.ws_col : 80;
}

void terminal_put(const char *text) {
    (void)!write(STDOUT_FILENO, text, strlen(text));
}

bool terminal_wait(void) {
    sigset_t caught, before;
    sigemptyset(&caught);
    sigaddset(&caught, SIGINT);
    sigaddset(&caught, SIGWINCH);
    sigaddset(&caught, SIGTSTP);
    sigaddset(&caught, SIGCONT);
    sigprocmask(SIG_BLOCK, &caught, &before);
    fd_set ready;
    FD_ZERO(&ready);
    FD_SET(STDIN_FILENO, &ready);
    int count = pselect(STDIN_FILENO + 1, &ready, NULL, NULL, NULL, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return count > 0;
}

void terminal_speak_utf8(void) {
    setlocale(LC_CTYPE, "");
    if (MB_CUR_MAX == 1) {
        setenv("LC_ALL", "C.UTF-8", 1);
        setlocale(LC_CTYPE, "");
    }
}
