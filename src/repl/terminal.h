/* The terminal, as all line editors need it. */
#ifndef INTEG_REPL_TERMINAL_H
#define INTEG_REPL_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

/* Its size now; 24 and 80 where it does not say. */
void terminal_size(uint32_t *rows, uint32_t *columns);
/* Writes at once, whatever a writer still holds. */
void terminal_put(const char *text);
/* Waits for a key. False where a signal came instead: one that comes before the wait ends
 * it as one in it does. */
bool terminal_wait(void);
/* Libraries that edit lines ask the environment for a locale. Where that has none that
 * knows UTF-8, as with LC_ALL=C, letters would be taken for bytes. */
void terminal_speak_utf8(void);

#endif
