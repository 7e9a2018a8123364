/* Files. Errors come back as one plain sentence part in English
 * ("does not exist"), never as errno. */
#ifndef INTEG_BASE_IO_H
#define INTEG_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/memory.h"
#include "base/str.h"
#include "base/vec.h"

typedef enum IoStatus {
    IO_OK,
    IO_MISSING,  /* does not exist */
    IO_DENIED,   /* may not be read */
    IO_FOLDER,   /* is a folder */
    IO_NOT_FILE, /* is a device, pipe or socket */
    IO_TOO_BIG,  /* longer than `most` */
    IO_LOST,     /* is a link that leads nowhere */
    IO_TOO_DEEP, /* a path that is longer, or folders that are deeper, than can be */
    IO_CHANGED,  /* does not hold any more what it was expected to hold */
    IO_OUTSIDE,  /* is a link that leads out of its folder */
    IO_TOO_MANY, /* more files or folders than are looked through */
    IO_MISNAMED, /* ends in the ending that is looked for, but in other letters: A.INTEG
                  */
    IO_FAILED    /* reading it failed */
} IoStatus;

/* Of an errno. */
IoStatus io_status_of(int error);
/* "does not exist", "is a folder", … */
const char *io_status_text(IoStatus status);
/* The same of a file that was to be written: "may not be written", … */
const char *io_write_status_text(IoStatus status);

enum { IO_PADDING = 8 };
/* A copy of a text as a file would be read: IO_PADDING NULs stand behind it. */
char *io_padded(const Memory *memory, Slice text);

/* The bytes of a file of the language: the scanner made by flex counts them in an int,
 * and looks past the end. */
enum { IO_SOURCE_MOST = 512 * 1024 * 1024 };

/* Reads a regular file whole. *at is from `memory`, followed by IO_PADDING NUL
 * bytes that *length does not count; the caller frees it. Opens without
 * blocking on a FIFO. */
IoStatus io_read_file(const Memory *memory, const char *path, size_t most, char **at,
                      size_t *length);
/* The same from a file descriptor (standard input), to its end. */
IoStatus io_read_stream(const Memory *memory, int fd, size_t most, char **at,
                        size_t *length);

/* Some of what comes from a file descriptor, as soon as there is something: at most
 * `room` bytes; *length is 0 at its end. */
IoStatus io_read_some(int fd, char *at, size_t room, size_t *length);
/* Whether that would give something, or its end, without waiting. */
bool io_is_ready(int fd);

/* Writes all of it, whatever the system takes at a time; false, with an errno, where it
 * takes no more: nobody reads the pipe, the disk is full. */
bool io_write_all(int fd, const char *at, size_t length);

/* How a file is replaced. */
typedef struct IoReplace {
    const Slice *expected; /* what the file holds; where it holds something else, it is
                              left as it is (IO_CHANGED). NULL: whatever there is */
    bool inside; /* a link is not followed out of the folder where it stands, nor by a
                    path that begins in the current folder out of that (IO_OUTSIDE) */
} IoReplace;

/* Makes `text` the contents of the file at `path`, whole or not at all: it is written to
 * a new file beside it, brought to the disk, and renamed. Links are followed, and an old
 * file's mode is kept. A file that may not be written is refused, though its folder could
 * be; so is what is no regular file. A signal that would end the program waits until no
 * file is left half done. */
IoStatus io_replace_file(const char *path, Slice text, IoReplace how);
/* Whether io_replace_file could begin: as far as can be told without writing. */
IoStatus io_may_replace(const char *path, IoReplace how);

typedef VEC(Slice) SliceVec;

/* A folder that could not be looked through, or a file that could not be looked at, so
 * that what was found may lack something. */
typedef struct IoTrouble {
    Slice path; /* NUL-terminated */
    IoStatus status;
} IoTrouble;
typedef VEC(IoTrouble) IoTroubleVec;

/* Every regular file below `folder` whose name ends in `ending`, sorted by
 * bytes, folders and files that begin with '.' skipped, links to folders not
 * followed (links to files are). Paths are `folder` + "/" + rest ("rest" alone
 * for "."), NUL-terminated, in the arena; they are appended. What cannot be looked
 * at, or is more than IO_DEPTH_MOST deep, does not end the walk, but is appended to
 * `troubles`, sorted too: only what is gone meanwhile is passed over. So is a file whose
 * name ends so but for capitals, as IO_MISNAMED, which `out` does not have. */
enum { IO_DEPTH_MOST = 64 };
void io_walk(Arena *arena, const char *folder, Slice ending, SliceVec *out,
             IoTroubleVec *troubles);
/* The folders that io_walk goes through, `folder` first, the same way; appended. */
void io_folders(Arena *arena, const char *folder, SliceVec *out);
/* Of one walk or glob; where there is more, that is a trouble (IO_TOO_MANY). */
enum { IO_FOLDERS_MOST = 20000, IO_FILES_MOST = 100000 };
/* The regular files that match a glob (`*`, `?`, `[…]` or `[!…]` in any part, by
 * code points; a '.' in front only matches itself), appended, sorted by bytes,
 * NUL-terminated; none is no error. `[[]` is a `[`. A part `**` is any
 * number of folders, none too, as io_walk goes through them: IO_DEPTH_MOST deep. Links to
 * folders are followed where a part names them without a wildcard, and only where they
 * stay in `root`, a real path (empty: anywhere): else they are a trouble, IO_OUTSIDE.
 * `troubles` as for io_walk. */
void io_glob(Arena *arena, const char *pattern, Slice root, SliceVec *out,
             IoTroubleVec *troubles);
/* Whether anything in a path is a pattern. */
bool io_is_glob(Slice path);
/* Whether io_glob would find that path, were there such a file: part by part. */
bool io_glob_matches(Slice pattern, Slice path);
bool io_is_folder(const char *path);
/* What is asked about a path below may be answered by neither yes nor no: where the
 * system fails, or nobody may look. Whoever asks says so then, as whoever could not read.
 */
/* IO_OK: something is there, links followed; IO_MISSING: nothing is. */
IoStatus io_look(const char *path);
/* Not one where nothing is. */
IoStatus io_is_link(const char *path, bool *is_link);
/* The nearest folder, from the real path `folder` upwards, that holds `name`; length 0
 * where none does. */
IoStatus io_find_above(Arena *arena, Slice folder, const char *name, Slice *out);
/* The real path, links resolved, in the arena; length 0 where there is none: IO_MISSING,
 * or IO_LOST where a link leads nowhere. */
IoStatus io_real_path(Arena *arena, const char *path, Slice *out);
/* Whether that is an answer: what is asked for is there, or is not. */
bool io_is_known(IoStatus status);

#endif
