/* The layout of a file: which statements stand together, and what is in their blocks. */
#include "fmt/fmt.h"

#include <assert.h>
#include <string.h>

#include "base/io.h"
#include "fmt/columns.h"
#include "syntax/parse.h"

static void set_members(Printer *printer, const Node *first, uint32_t indent,
                        Align *table);

/* ---- blocks ---- */

static void set_block(Printer *printer, const Block *block, uint32_t indent,
                      Align *table) {
    printer_put(printer, indent);
    uint32_t close = tokens_at(&printer->tokens, block->span.end) - 1;
    if (!block->first && !tokens_commented(&printer->tokens, close - 1, close + 1)) {
        printer_put(printer, indent);
        return;
    }
    printer->output.opened = true;
    set_members(printer, block->first, indent + PRINTER_INDENT, table);
    printer_comments(printer, indent + PRINTER_INDENT, true);
    fmt_output_line(&printer->output);
    printer_put(printer, indent);
}

/* What is before the block of a statement on as many lines as it takes, and the block. */
static void set_headed(Printer *printer, const Node *node, uint32_t indent,
                       Align *table) {
    const Block *block = tree_block(node);
    uint32_t to = block ? tokens_at(&printer->tokens, block->span.start)
                        : columns_to(&printer->tokens, node);
    printer_flow(printer, to, indent, indent + 2 * PRINTER_INDENT);
    if (block)
        set_block(printer, block, indent, table);
}

/* ---- statements that stand alone ---- */

static void set_check(Printer *printer, const Node *node, uint32_t indent) {
    uint32_t to = columns_to(&printer->tokens, node);
    printer_flat(printer, printer->next + 2, indent, indent + PRINTER_INDENT);
    printer_comments(printer, indent + PRINTER_INDENT, false);
    fmt_output_line(&printer->output);
    printer_flow(printer, to, indent + PRINTER_INDENT, indent + PRINTER_INDENT);
}

static void set_query(Printer *printer, const Query *query, uint32_t indent) {
    const FmtTokens *tokens = &printer->tokens;
    uint32_t select = tokens_at(tokens, query->select->span.start);
    uint32_t to = columns_to(tokens, &query->node);
    if (!tokens_broken(tokens, select - 1, to) && printer_fits(printer, to, indent)) {
        printer_flat(printer, to, indent, indent);
        return;
    }
    printer_flat(printer, select, indent, indent + 2 * PRINTER_INDENT);
    while (printer->next < to - 1) {
        uint32_t end = printer->next + 1;
        uint32_t hang = indent + 2 * PRINTER_INDENT;
        for (; end < to - 1 && tokens->all.at[end].level != CLAUSE_LINE; end++)
            if (tokens->all.at[end].level == CLAUSE_MORE)
                hang = indent + PRINTER_INDENT; /* other clauses, in lines of their own */
        printer_comments(printer, indent + PRINTER_INDENT, false);
        fmt_output_line(&printer->output);
        printer_flow(printer, end, indent + PRINTER_INDENT, hang);
    }
    printer_comments(printer, indent + PRINTER_INDENT, false);
    fmt_output_line(&printer->output);
    printer_put(printer, indent);
}

static void set_table(Printer *printer, const Table *table, uint32_t indent) {
    Align align = {0};
    columns_of_table(printer, &align, table->block, indent + PRINTER_INDENT);
    set_headed(printer, &table->node, indent, &align);
}

static void set_alone(Printer *printer, const Node *node, uint32_t indent, Align *table) {
    switch ((NodeKind)node->kind) {
    case NODE_TABLE: set_table(printer, (const Table *)node, indent); break;
    case NODE_QUERY: set_query(printer, (const Query *)node, indent); break;
    case NODE_CHECK: set_check(printer, node, indent); break;
    default:
        if (tree_block(node) && !columns_on_line(&printer->tokens, node, indent)) {
            set_headed(printer, node, indent, table);
        } else {
            printer_flow(printer, columns_to(&printer->tokens, node), indent,
                         indent + PRINTER_INDENT);
        }
        break;
    }
}

/* ---- runs ---- */

static void build_run(const Printer *printer, Align *align, const Node *first,
                      const Node *end, uint32_t indent, bool apart) {
    *align = (Align){0};
    for (const Node *node = first; node != end; node = node->next)
        columns_of(printer, align, node, indent, apart);
    if (columns_run(first) == RUN_ROW)
        columns_end_rows(printer, align);
}

/* Statements from `first` up to `end`, which are of one kind. */
static void set_run(Printer *printer, const Node *first, const Node *end, uint32_t indent,
                    Align *table) {
    Align align;
    bool rows = table && columns_run(first) == RUN_ROW;
    if (!rows) {
        build_run(printer, &align, first, end, indent, true);
        if (align_measure(&align, printer) > PRINTER_LINE_MOST) {
            build_run(printer, &align, first, end, indent, false);
            align_measure(&align, printer);
        }
    }
    for (const Node *node = first; node != end; node = node->next) {
        printer_line(printer, indent);
        align_set(rows ? table : &align, printer);
        if (tree_block(node) && !columns_on_line(&printer->tokens, node, indent))
            set_block(printer, tree_block(node), indent, table);
    }
}

/* Whether the statement, or its block, takes lines of its own, so that it begins no run.
 */
static bool stands_alone(const Printer *printer, const Node *node, uint32_t indent) {
    switch (columns_run(node)) {
    case RUN_NONE: return true;
    case RUN_CHECK: return !columns_on_line(&printer->tokens, node, indent);
    case RUN_DECLARE:
        return tree_block(node) && !columns_on_line(&printer->tokens, node, indent);
    default: return false;
    }
}

/* Whether the next statement is of the same kind, right below. */
static bool goes_on(const Printer *printer, const Node *node) {
    const Node *next = node->next;
    return next && columns_run(next) == columns_run(node) &&
           (node->kind != NODE_DECLARE || next->what == node->what) &&
           !tokens_apart(&printer->tokens, columns_from(&printer->tokens, next));
}

/* What is laid out together with `first` ends before this. One thing with a block in
 * lines of its own may stand between two that have none. */
static const Node *run_end(const Printer *printer, const Node *first, uint32_t indent) {
    const Node *node = first;
    while (goes_on(printer, node)) {
        const Node *next = node->next;
        if (stands_alone(printer, next, indent)) {
            if (next->kind == NODE_CHECK || stands_alone(printer, node, indent) ||
                !goes_on(printer, next) || stands_alone(printer, next->next, indent))
                break;
        }
        node = next;
    }
    return node->next;
}

static void set_members(Printer *printer, const Node *first, uint32_t indent,
                        Align *table) {
    const Node *node = first;
    while (node) {
        if (stands_alone(printer, node, indent)) {
            printer_line(printer, indent);
            set_alone(printer, node, indent, table);
            node = node->next;
        } else {
            const Node *end = run_end(printer, node, indent);
            set_run(printer, node, end, indent, table);
            node = end;
        }
    }
}

/* ---- the whole ---- */

static Slice line_end(Slice text) {
    for (uint32_t i = 0; i < text.length; i++)
        if (text.at[i] == '\n')
            return i > 0 && text.at[i - 1] == '\r' ? SLICE("\r\n") : SLICE("\n");
    return SLICE("\n");
}

void fmt_source(const Memory *memory, Names *names, Source *source, const Tree *tree,
                Text *out) {
    Arena *arena = arena_new(memory);
    Printer printer = {.arena = arena, .source = source};
    fmt_output_init(&printer.output, arena);
    tokens_read(arena, names, source, &printer.tokens);
    tokens_mark(&printer.tokens, tree);
    set_members(&printer, tree->first, 0, NULL);
    printer_comments(&printer, 0, true);
    assert(printer.next + 1 >= printer.tokens.all.count); /* nothing is left out */
    fmt_output_finish(&printer.output, line_end(source->text), out);
    fmt_output_drop(&printer.output);
    arena_drop(arena);
}

bool fmt_text(Arena *arena, Slice path, Slice text, Sources *sources, Findings *findings,
              Text *out) {
    static const char mark[] = "\xEF\xBB\xBF";
    /* The scanner writes into what it reads. */
    char *at = arena_zero(arena, (size_t)text.length + IO_PADDING);
    memcpy(at, text.at, text.length);
    sources_init(sources, arena);
    findings_init(findings, arena);
    Source *source = sources_add(sources, path, (Slice){0}, (Slice){at, text.length});
    Names *names = names_new(arena);
    Tree *tree = parse_form(arena, names, findings, source);
    findings_sort(findings, sources);
    if (findings->all.count > 0)
        return false;
    text_str(out, source->marked ? mark : "");
    fmt_source(arena_memory(arena), names, source, tree, out);
    return true;
}
