/* Statements typed in earlier sessions, kept in a file that sessions share: one entry a
 * line, with newlines written \n and backslashes \\. The file is locked while it is read
 * or added to, so that sessions side by side lose none of each other's. */
#ifndef INTEG_REPL_HISTORY_H
#define INTEG_REPL_HISTORY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/io.h"

/* Appends the entries of the file, the oldest first, to `out`; none where there is no
 * file. One that has grown beyond `most` entries is cut down to the newest of them. */
void history_load(Arena *arena, const char *path, uint32_t most, SliceVec *out);
/* The same entries, each handed to the line editor. No path: none. */
typedef void HistoryAdd(void *editor, const char *line);
void history_restore(const Memory *memory, const char *path, uint32_t most,
                     HistoryAdd *add, void *editor);
/* Adds an entry to the line editor, and to the file where there is a path. */
void history_keep(const Memory *memory, const char *path, Slice entry, HistoryAdd *add,
                  void *editor);
/* A typed text as an entry, without the blanks at its end. */
Slice history_entry(Slice text);
/* Adds an entry. The file is made with mode 0600, and folders above it that are missing
 * with 0700. False where it could not be written. */
bool history_add(const Memory *memory, const char *path, Slice entry);

#endif
