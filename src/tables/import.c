/* The way through, and where it begins and ends: files. */
#include "tables/import.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "fmt/fmt.h"
#include "tables/compose.h"
#include "tables/encoding.h"
#include "tables/find.h"
#include "tables/html.h"
#include "tables/options.h"
#include "tables/order.h"
#include "tables/package.h"
#include "tables/repeats.h"
#include "tables/sheets.h"
#include "tables/text.h"

typedef struct Import {
    Arena *arena;
    Told told;
    ImportOptions options;
    Writer *out;
    GridVec grids;
    FoundTableVec tables;
    VEC(ImportReading) readings;
} Import;

/* ---- reading ---- */

static bool read_stream(Import *m, Slice *out) {
    char *at = NULL;
    size_t length = 0;
    const Memory *memory = arena_memory(m->arena);
    IoStatus status = io_read_stream(memory, 0, GRID_BYTES_MOST, &at, &length);
    if (status == IO_OK)
        *out = arena_copy(m->arena, (Slice){at, (uint32_t)length});
    memory_free(memory, at);
    return status == IO_OK || told_refuse(&m->told, "%s", io_status_text(status));
}

static bool read_bytes(Import *m, Slice *out) {
    char *at = NULL;
    size_t length = 0;
    const Memory *memory = arena_memory(m->arena);
    if (slice_is(m->options.file, "-"))
        return read_stream(m, out);
    IoStatus status =
        io_read_file(memory, m->options.file.at, GRID_BYTES_MOST, &at, &length);
    if (status == IO_OK)
        *out = arena_copy(m->arena, (Slice){at, (uint32_t)length});
    memory_free(memory, at);
    return status == IO_OK || told_refuse(&m->told, "%s", io_status_text(status));
}

static bool refuse_pages(Import *m, const char *what) {
    told_refuse(&m->told, "is a %s file, which is not read", what);
    told_help(&m->told, "open it, copy the table, and give it as text: integ import - "
                        "reads what is pasted");
    return false;
}

static bool read_package(Import *m, Slice bytes) {
    Package *package = package_open(&m->told, bytes);
    if (!package)
        return false;
    if (package_has(package, "word/document.xml")) {
        package_close(package);
        return refuse_pages(m, "Word");
    }
    bool ods = package_has(package, "content.xml");
    bool fine = (ods ? ods_grids : xlsx_grids)(&m->told, &m->options, package, &m->grids);
    package_close(package);
    return fine;
}

static bool read_grids(Import *m) {
    Slice bytes, text;
    if (!read_bytes(m, &bytes))
        return false;
    if (bytes.length == 0)
        return told_refuse(&m->told, "is empty");
    if (slice_starts(bytes, SLICE("%PDF-")))
        return refuse_pages(m, "PDF");
    if (package_is(bytes))
        return read_package(m, bytes);
    if (!encoding_read(&m->told, bytes, html_charset(bytes), &text))
        return false;
    if (html_is(text))
        return html_grids(&m->told, text, &m->grids);
    return text_grid(&m->told, &m->options, text, VEC_PUSH(m->arena, &m->grids));
}

/* Rows and columns outside of --range go. */
static void cut_range(Import *m, Grid *grid) {
    const ImportOptions *o = &m->options;
    GridRowVec kept = {0};
    uint32_t from = o->from_column ? o->from_column - 1 : 0;
    for (uint32_t i = 0; i < grid->rows.count; i++) {
        GridRow row = grid->rows.at[i];
        if (row.number < o->from_row || (o->to_row && row.number > o->to_row))
            continue;
        if (o->to_column && row.count > o->to_column)
            row.count = o->to_column;
        uint32_t cut = row.count < from ? row.count : from;
        row.cells += cut;
        row.count -= cut;
        *VEC_PUSH(m->arena, &kept) = row;
    }
    grid->rows = kept;
    grid->first_column += from;
    if (o->to_column && grid->columns > o->to_column)
        grid->columns = o->to_column;
    grid->columns -= grid->columns < from ? grid->columns : from;
}

/* ---- which table ---- */

static void list_tables(Import *m) {
    for (uint32_t i = 0; i < m->tables.count; i++) {
        const FoundTable *table = &m->tables.at[i];
        const GridRowVec *rows = &table->grid->rows;
        Text text = {.memory = arena_memory(m->arena)};
        if (table->grid->name.length > 0)
            text_format(&text, "sheet \"%.*s\", ", SLICE_ARGS(table->grid->name));
        text_format(&text, "%ss %u to %u", table->grid->row_word,
                    rows->at[table->heading_from].number,
                    rows->at[table->body_to - 1].number);
        if (table->caption.length > 0)
            text_format(&text, ", \"%.*s\"", SLICE_ARGS(table->caption));
        told_note(&m->told, arena_format(m->arena, "table %u", i + 1).at, "%.*s",
                  SLICE_ARGS(text_view(&text)));
        text_free(&text);
    }
}

static bool no_table(Import *m) {
    told_refuse(&m->told, "no table was found: no row has years, quarters or months "
                          "for its headings");
    told_help(&m->told,
              "--years 2022..2024 gives the columns years, from left to right, "
              "and --years 2024 that year to all; --header 3 says that row 3 is "
              "the heading");
    return false;
}

static bool is_wanted(const ImportOptions *o, uint32_t number) {
    for (uint32_t i = 0; i < o->tables.count; i++)
        if (o->tables.at[i].from <= number && number <= o->tables.at[i].to)
            return true;
    return o->tables.count == 0;
}

static bool too_many(Import *m) {
    list_tables(m);
    told_refuse(&m->told, "has %u tables", m->tables.count);
    told_help(&m->told, "--table all imports all of them, --table 1 the first, --table "
                        "1,3 the first and the third");
    return false;
}

/* The tables to import, in their order. */
static bool choose_tables(Import *m) {
    uint32_t count = m->tables.count;
    const ImportOptions *o = &m->options;
    if (count == 0)
        return no_table(m);
    for (uint32_t i = 0; i < o->tables.count; i++)
        if (o->tables.at[i].from > count)
            return told_refuse(&m->told,
                               "--table %u: there %s %u table%s; --list shows them",
                               o->tables.at[i].from, count == 1 ? "is" : "are", count,
                               count == 1 ? "" : "s");
    if (o->tables.count == 0 && count > 1)
        return too_many(m);
    for (uint32_t i = 0; i < count; i++)
        if (is_wanted(o, i + 1))
            *VEC_PUSH(m->arena, &m->readings) =
                (ImportReading){.told = &m->told,
                                .arena = m->arena,
                                .options = o,
                                .found = &m->tables.at[i]};
    if (o->rows.count > 0)
        for (uint32_t i = 1; i < m->readings.count; i++)
            if (m->readings.at[i].found->grid != m->readings.at[0].found->grid)
                return told_refuse(&m->told, "--row does not say which table's row it "
                                             "means; import one table at a time");
    return true;
}

/* ---- reading tables ---- */

static void tell_table(Import *m, const FoundTable *table) {
    const GridRowVec *rows = &table->grid->rows;
    told_note(&m->told, "table", "%ss %u to %u%s%.*s%s", table->grid->row_word,
              rows->at[table->heading_from].number, rows->at[table->body_to - 1].number,
              table->caption.length ? ", \"" : "", SLICE_ARGS(table->caption),
              table->caption.length ? "\"" : "");
}

static bool read_tables(Import *m) {
    for (uint32_t i = 0; i < m->readings.count; i++) {
        ImportReading *r = &m->readings.at[i];
        tell_table(m, r->found);
        if (!columns_read(r) || !unit_read(r) || !rows_read(r) || !computed_read(r) ||
            !structure_read(r) || !repeats_within(r))
            return false;
        told_finish(&m->told);
    }
    return true;
}

/* ---- writing ---- */

static Slice file_name(const Import *m) {
    Slice name = m->told.file;
    uint32_t at = name.length;
    while (at > 0 && name.at[at - 1] != '/')
        at--;
    return slice_from(name, at);
}

static void put_origin(Import *m, const FoundTable *table, Text *out) {
    const GridRowVec *rows = &table->grid->rows;
    Slice name = file_name(m);
    Text line = {.memory = arena_memory(m->arena)};
    text_slice(&line, name);
    if (table->grid->name.length > 0)
        text_format(&line, ", sheet \"%.*s\"", SLICE_ARGS(table->grid->name));
    text_format(&line, ", %ss %u to %u", table->grid->row_word,
                rows->at[table->heading_from].number,
                rows->at[table->body_to - 1].number);
    text_str(out, "# From ");
    utf8_escape(out, text_view(&line), 1);
    text_str(out, ".\n");
    text_free(&line);
}

/* A document has a title: where none is given, that of its table, or the file's name. */
static Slice document_title(const Import *m) {
    Slice caption = m->readings.at[0].found->caption;
    return m->options.title.length > 0      ? m->options.title
           : caption.length > 0             ? caption
           : slice_is(m->options.file, "-") ? m->options.document
                                            : file_name(m);
}

static void put_document(const Import *m, Text *out) {
    if (m->options.document.length == 0)
        return;
    text_format(out, "document %.*s", SLICE_ARGS(m->options.document));
    text_char(out, ' ');
    compose_text(out, document_title(m));
    text_str(out, "\n\n");
}

/* Lays the text out. It is the program's own, so that it can be read; but for limits of
 * the language. */
static bool lay_out(Import *m, Slice text, Text *out) {
    Sources sources;
    Findings findings;
    if (fmt_text(m->arena, SLICE("import"), text, &sources, &findings, out))
        return true;
    Slice why = findings.all.count > 0 ? findings.all.at[0]->message
                                       : SLICE("no reason is known");
    return told_refuse(&m->told, "cannot be written in the language: %.*s",
                       SLICE_ARGS(why));
}

static bool write_file(Import *m, Slice path, Slice text, const Slice *expected) {
    IoReplace how = {.expected = expected};
    IoStatus status = io_replace_file(path.at, text, how);
    return status == IO_OK || told_refuse(&m->told, "%.*s %s", SLICE_ARGS(path),
                                          io_write_status_text(status));
}

static bool write_out(Import *m, const KnownFile *known, Slice text) {
    if (m->options.beside) {
        writer_slice(m->out, text);
        return true;
    }
    if (known_is_file(known)) {
        Slice before = known_text(known);
        bool apart = before.length == 0 || before.at[before.length - 1] == '\n';
        Slice all = arena_format(m->arena, "%.*s%s%s%.*s", SLICE_ARGS(before),
                                 apart ? "" : "\n", before.length > 0 ? "\n" : "",
                                 SLICE_ARGS(text));
        return write_file(m, m->options.into, all, &before);
    }
    if (m->options.output.length == 0) {
        writer_slice(m->out, text);
        return true;
    }
    if (io_look(m->options.output.at) != IO_MISSING)
        return told_refuse(&m->told, "%.*s exists already; --into adds a table to a file",
                           SLICE_ARGS(m->options.output));
    return write_file(m, m->options.output, text, NULL);
}

static bool write_tables(Import *m, KnownFile *known) {
    bool file = known_is_file(known);
    Slice unit = file ? (Slice){"", 0} : m->readings.at[0].unit;
    Composer *composer = compose_new(m->arena, known, unit);
    Text raw = {.memory = arena_memory(m->arena)}, laid = raw;
    for (uint32_t i = 0; i < m->readings.count; i++) {
        ImportReading *r = &m->readings.at[i];
        text_str(&raw, i > 0 ? "\n" : "");
        put_origin(m, r->found, &raw);
        if (i == 0 && !file) {
            put_document(m, &raw);
            text_format(&raw, "unit %.*s\n\n", SLICE_ARGS(unit));
        }
        compose_table(composer, r, &raw);
    }
    told_finish(&m->told);
    bool done = lay_out(m, text_view(&raw), &laid) &&
                write_out(m, known, text_view(&laid));
    text_free(&raw);
    text_free(&laid);
    return done;
}

/* ---- the way ---- */

/* Beside tables with figures below their years, rows that mention a year are none. */
static void drop_undated(Import *m) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < m->tables.count; i++)
        if (m->tables.at[i].dated)
            m->tables.at[kept++] = m->tables.at[i];
    if (kept > 0)
        m->tables.count = kept;
}

static bool find_all(Import *m) {
    for (uint32_t i = 0; i < m->grids.count; i++) {
        cut_range(m, &m->grids.at[i]);
        if (!find_tables(&m->told, &m->options, &m->grids.at[i], &m->tables))
            return false;
    }
    drop_undated(m);
    return true;
}

static bool run(Import *m) {
    if (!read_grids(m) || !find_all(m))
        return false;
    if (m->options.list) {
        if (!m->options.beside)
            m->told.err = m->out;
        list_tables(m);
        return m->tables.count > 0 || no_table(m);
    }
    if (!choose_tables(m))
        return false;
    Slice text;
    if (m->options.beside && !read_stream(m, &text))
        return false;
    KnownFile *known =
        known_read(&m->told, m->options.into, m->options.beside ? &text : NULL);
    if (!known)
        return false;
    bool done = read_tables(m) &&
                order_repeats(m->arena, m->readings.at, m->readings.count, known,
                              m->options.into) &&
                write_tables(m, known);
    known_drop(known);
    return done;
}

bool import_run(const Memory *memory, int count, char **words, Writer *out, Writer *err) {
    Arena *arena = arena_new(memory);
    Import m = {.arena = arena, .told = {.arena = arena, .err = err}, .out = out};
    bool done = options_read(&m.told, count, words, &m.options) && run(&m);
    arena_drop(arena);
    return done;
}
