/* Archives by minizip, from memory; XML by expat. */
#include "tables/package.h"

#include <expat.h>
#include <minizip/unzip.h>
#include <string.h>

enum { XML_DEEP_MOST = 100 };

/* ---- the archive in memory ---- */

typedef struct Stream {
    Slice bytes;
    uint64_t at;
} Stream;

struct Package {
    Told *told;
    Stream stream;
    unzFile zip;
    uint64_t read; /* bytes, unpacked */
};

static voidpf open_stream(voidpf opaque, const void *name, int mode) {
    (void)name;
    (void)mode;
    ((Stream *)opaque)->at = 0;
    return opaque;
}

static uLong read_stream(voidpf opaque, voidpf stream, void *to, uLong size) {
    Stream *s = stream;
    (void)opaque;
    uint64_t left = s->at < s->bytes.length ? s->bytes.length - s->at : 0;
    uint64_t count = size < left ? size : left;
    memcpy(to, s->bytes.at + (count > 0 ? s->at : 0), count);
    s->at += count;
    return (uLong)count;
}

static uLong write_stream(voidpf opaque, voidpf stream, const void *from, uLong size) {
    (void)opaque;
    (void)stream;
    (void)from;
    (void)size;
    return 0;
}

static ZPOS64_T tell_stream(voidpf opaque, voidpf stream) {
    (void)opaque;
    return ((Stream *)stream)->at;
}

static long seek_stream(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin) {
    Stream *s = stream;
    (void)opaque;
    uint64_t from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                    : origin == ZLIB_FILEFUNC_SEEK_CUR ? s->at
                                                       : s->bytes.length;
    if (offset > s->bytes.length - (from < s->bytes.length ? from : s->bytes.length))
        return -1;
    s->at = from + offset;
    return 0;
}

static int close_stream(voidpf opaque, voidpf stream) {
    (void)opaque;
    (void)stream;
    return 0;
}

bool package_is(Slice bytes) {
    return slice_starts(bytes, SLICE("PK\x03\x04"));
}

Package *package_open(Told *told, Slice bytes) {
    Package *package = ARENA_NEW(told->arena, Package);
    package->told = told;
    package->stream.bytes = bytes;
    zlib_filefunc64_def calls = {.zopen64_file = open_stream,
                                 .zread_file = read_stream,
                                 .zwrite_file = write_stream,
                                 .ztell64_file = tell_stream,
                                 .zseek64_file = seek_stream,
                                 .zclose_file = close_stream,
                                 .zerror_file = close_stream,
                                 .opaque = &package->stream};
    package->zip = unzOpen2_64("", &calls);
    if (package->zip)
        return package;
    told_refuse(told, "is an archive that is broken or cut off");
    return NULL;
}

void package_close(Package *package) {
    unzClose(package->zip);
}

bool package_has(const Package *package, const char *name) {
    return unzLocateFile(package->zip, name, 1) == UNZ_OK;
}

/* So many bytes of the open file; false where it has fewer, or other ones than it was
 * made of. */
static bool read_all(unzFile zip, char *to, uint64_t size) {
    uint64_t done = 0;
    while (done < size) {
        int count = unzReadCurrentFile(zip, to + done, (unsigned)(size - done));
        if (count <= 0)
            break;
        done += (uint64_t)count;
    }
    char more;
    bool longer = unzReadCurrentFile(zip, &more, 1) != 0;
    return unzCloseCurrentFile(zip) == UNZ_OK && done == size && !longer;
}

bool package_read(Package *package, const char *name, Slice *out) {
    Told *told = package->told;
    unz_file_info64 info;
    if (!package_has(package, name))
        return told_refuse(told, "is an archive without %s: no XLSX or ODS sheet", name);
    if (unzGetCurrentFileInfo64(package->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
        return told_refuse(told, "%s in it cannot be read", name);
    if (info.flag & 1)
        return told_refuse(told, "is locked by a password");
    if (info.uncompressed_size > GRID_BYTES_MOST ||
        (package->read += info.uncompressed_size) > GRID_BYTES_MOST)
        return told_refuse(told, "would be more than %d MB when it is unpacked",
                           GRID_BYTES_MOST >> 20);
    char *to = arena_alloc(told->arena, info.uncompressed_size + 1);
    if (unzOpenCurrentFile(package->zip) != UNZ_OK ||
        !read_all(package->zip, to, info.uncompressed_size))
        return told_refuse(told, "%s in it is broken or cut off", name);
    *out = (Slice){to, (uint32_t)info.uncompressed_size};
    return true;
}

/* ---- XML ---- */

typedef struct Parse {
    const XmlReader *reader;
    XML_Parser parser;
    const bool *stop;
    uint32_t depth;
    const char *why; /* it was ended */
} Parse;

static void end_parse(Parse *p, const char *why) {
    p->why = why;
    XML_StopParser(p->parser, XML_FALSE);
}

static Slice local_name(const char *name) {
    const char *colon = strrchr(name, ':');
    return slice_of(colon ? colon + 1 : name);
}

static void on_start(void *context, const char *name, const char **attributes) {
    Parse *p = context;
    if (++p->depth > XML_DEEP_MOST)
        end_parse(p, "is nested too deep");
    else if (*p->stop)
        end_parse(p, "was left");
    else
        p->reader->start(p->reader->context, local_name(name), attributes);
}

static void on_end(void *context, const char *name) {
    Parse *p = context;
    p->depth--;
    if (!p->why)
        p->reader->end(p->reader->context, local_name(name));
}

static void on_text(void *context, const char *at, int length) {
    Parse *p = context;
    if (!p->why && p->reader->text)
        p->reader->text(p->reader->context, (Slice){at, (uint32_t)length});
}

static void on_type(void *context, const char *name, const char *system,
                    const char *public_id, int inside) {
    (void)name;
    (void)system;
    (void)public_id;
    (void)inside;
    end_parse(context, "has a document type, which no sheet has");
}

bool package_parse(Package *package, const char *name, const XmlReader *reader,
                   const bool *stop) {
    Slice text;
    if (!package_read(package, name, &text))
        return false;
    Parse p = {.reader = reader, .parser = XML_ParserCreate(NULL), .stop = stop};
    if (!p.parser)
        memory_exhausted(arena_memory(package->told->arena));
    XML_SetUserData(p.parser, &p);
    XML_SetElementHandler(p.parser, on_start, on_end);
    XML_SetCharacterDataHandler(p.parser, on_text);
    XML_SetStartDoctypeDeclHandler(p.parser, on_type);
    bool fine = XML_Parse(p.parser, text.at, (int)text.length, 1) == XML_STATUS_OK;
    unsigned long line = XML_GetCurrentLineNumber(p.parser);
    XML_ParserFree(p.parser);
    if (fine || *stop)
        return fine && !*stop;
    return p.why ? told_refuse(package->told, "%s in it %s", name, p.why)
                 : told_refuse(package->told, "%s in it is no XML, in its line %lu", name,
                               line);
}

Slice package_attribute(const char **attributes, const char *name) {
    for (; attributes && *attributes; attributes += 2)
        if (slice_is(local_name(attributes[0]), name))
            return slice_of(attributes[1]);
    return (Slice){"", 0};
}
