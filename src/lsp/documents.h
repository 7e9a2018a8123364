/* The texts that a client holds open. They lie over the files, for a client's text is
 * what counts while it is open. */
#ifndef INTEG_LSP_DOCUMENTS_H
#define INTEG_LSP_DOCUMENTS_H

#include "base/arena.h"
#include "lsp/param.h"
#include "source/source.h"
#include "workspace/overlay.h"

typedef struct Document {
    Text uri;  /* as the client writes it */
    Text path; /* real as far as it is there, NUL-terminated; of what is no file one that
                  nothing has */
    Text text; /* followed by IO_PADDING NULs */
    int64_t version;
    Text names; /* that were sent, as numbers: see semantic.c */
    uint32_t names_sent;
    bool open;
    bool shown;     /* its findings were sent since it was changed */
    uint32_t order; /* by opening */
} Document;

typedef struct Documents {
    const Memory *memory;
    Arena *arena;
    Overlay *overlay;
    ColumnUnit unit;     /* of positions */
    VEC(Document *) all; /* those that are closed are used again */
    uint32_t opened;     /* so far */
} Documents;

void documents_init(Documents *documents, const Memory *memory, Arena *arena,
                    Overlay *overlay);
void documents_drop(Documents *documents);

/* NULL where it is not open. */
Document *documents_find(const Documents *documents, Slice uri);
Document *documents_at(const Documents *documents, Slice real);
/* Opened twice is opened anew. */
Document *documents_open(Documents *documents, Slice uri, int64_t version, Slice text);
/* One change, by `range` and `text`, or whole; false where it cannot be meant. */
bool documents_change(Documents *documents, Document *document, Param change);
void documents_close(Documents *documents, Document *document);

/* What a URI stands for: the real path of a file, or of its folder with its name; for
 * what is no file, a path that nothing has. In the arena. */
Slice documents_path(Arena *arena, Slice uri);
/* A position of the client in a source whose text is the client's, and back. A mark of
 * byte order is a character to the client. */
uint32_t documents_offset(const Documents *documents, const Source *source,
                          Param position);

#endif
