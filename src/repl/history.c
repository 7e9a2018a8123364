/* The file of typed statements. */
#include "repl/history.h"
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of longer files the end counts; it is what is kept of them. */
enum { HISTORY_BYTES_MOST = 16 * 1024 * 1024, HISTORY_BYTES_KEPT = 8 * 1024 * 1024 };

/* Opens a regular file and locks it whole; -1 where that is not possible. */
static int open_locked(const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0600);
    struct stat status;
    if (fd < 0)
        return -1;
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int locked = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? 0 : -1;
    if (locked == 0)
        do
            locked = fcntl(fd, F_SETLKW, &lock);
        while (locked != 0 && errno == EINTR);
    if (locked != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static Slice unescape(Arena *arena, Slice line) {
    char *at = arena_alloc(arena, line.length);
    uint32_t length = 0;
    for (uint32_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (c == '\\' && i + 1 < line.length)
            c = line.at[++i] == 'n' ? '\n' : line.at[i];
        at[length++] = c;
    }
    return (Slice){at, length};
}

/* Goes to what is to be read of it; true where something before it is left out. */
static bool seek_newest(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 && status.st_size > HISTORY_BYTES_MOST &&
           lseek(fd, status.st_size - HISTORY_BYTES_KEPT, SEEK_SET) > 0;
}

void history_load(Arena *arena, const char *path, uint32_t most, SliceVec *out) {
    int fd = open_locked(path, O_RDWR);
    char *bytes;
    size_t length;
    if (fd < 0)
        return;
    bool cut = seek_newest(fd);
    if (io_read_stream(arena_memory(arena), fd, HISTORY_BYTES_MOST, &bytes, &length) !=
        IO_OK) {
        close(fd);
        return;
    }
    uint32_t lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += bytes[i] == '\n';
    size_t kept = 0; /* where the newest `most` begin; a line that was cut is none */
    uint32_t skipped = lines > most ? lines - most : 0;
    for (uint32_t skip = cut && skipped == 0 && lines > 0 ? 1 : skipped; skip > 0; kept++)
        skip -= bytes[kept] == '\n';
    /* What is kept goes over what is not first: a write that fails loses nothing then. */
    if (kept > 0 && lseek(fd, 0, SEEK_SET) == 0 &&
        io_write_all(fd, bytes + kept, length - kept))
        (void)!ftruncate(fd, (off_t)(length - kept));
    while (kept < length) {
        const char *end = memchr(bytes + kept, '\n', length - kept);
        size_t stop = end ? (size_t)(end - bytes) : length;
        if (stop > kept)
            *VEC_PUSH(arena, out) =
                unescape(arena, (Slice){bytes + kept, (uint32_t)(stop - kept)});
        kept = stop + 1;
    }
    memory_free(arena_memory(arena), bytes);
    close(fd);
}

/* Makes the folders above a file. */
static void make_folders(const Memory *memory, const char *path) {
    Text folder = {.memory = memory};
    for (const char *at = path; *at; at++) {
        if (*at == '/' && at > path)
            mkdir(text_nul(&folder), 0700);
        text_char(&folder, *at);
    }
    text_free(&folder);
}

Slice history_entry(Slice text) {
    return slice_trim_end(text, " \n");
}

bool history_add(const Memory *memory, const char *path, Slice entry) {
    int fd = open_locked(path, O_WRONLY | O_APPEND | O_CREAT);
    if (fd < 0) {
        make_folders(memory, path);
        fd = open_locked(path, O_WRONLY | O_APPEND | O_CREAT);
    }
    if (fd < 0)
        return false;
    Text line = {.memory = memory};
    for (uint32_t i = 0; i < entry.length; i++) {
        char c = entry.at[i];
        if (c == '\\' || c == '\n')
            text_char(&line, '\\');
        text_char(&line, c == '\n' ? 'n' : c);
    }
    text_char(&line, '\n');
    bool written = io_write_all(fd, line.at, line.length);
    text_free(&line);
    return close(fd) == 0 && written;
}

/* ---- for a line editor ---- */

void history_restore(const Memory *memory, const char *path, uint32_t most,
                     HistoryAdd *add, void *editor) {
    if (!path)
        return;
    Arena *arena = arena_new(memory);
    SliceVec entries = {0};
    history_load(arena, path, most, &entries);
    for (uint32_t i = 0; i < entries.count; i++)
        add(editor, arena_copy(arena, entries.at[i]).at);
    arena_drop(arena);
}

void history_keep(const Memory *memory, const char *path, Slice entry, HistoryAdd *add,
                  void *editor) {
    Text line = {.memory = memory};
    text_slice(&line, entry);
    add(editor, text_nul(&line));
    text_free(&line);
    if (path)
        history_add(memory, path, entry);
}
