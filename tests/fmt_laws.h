/* What must hold of a layout and of the tree under it, as one function that a driver and
 * a fuzzer share. */
#ifndef INTEG_TESTS_FMT_LAWS_H
#define INTEG_TESTS_FMT_LAWS_H

#include "base/names.h"
#include "fmt/fmt.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "integ.tab.h"
#include "source/diagnostic.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"
#include "syntax/tree_names.h"
#include "fmt/tokens.h"

typedef struct Parsed {
    Sources sources;
    Source *source;
    Findings findings;
    Tree *tree;
    bool syntax; /* it cannot be read to its end */
} Parsed;

static Parsed *parse(Arena *arena, Names *names, Slice text) {
    Parsed *parsed = ARENA_NEW(arena, Parsed);
    char *at = arena_zero(arena, (size_t)text.length + IO_PADDING);
    if (text.length > 0)
        memcpy(at, text.at, text.length);
    sources_init(&parsed->sources, arena);
    parsed->source = sources_add(&parsed->sources, SLICE("a.integ"), (Slice){0},
                                 (Slice){at, text.length});
    findings_init(&parsed->findings, arena);
    parsed->tree = parse_form(arena, names, &parsed->findings, parsed->source);
    parsed->syntax = parsed->findings.all.count > 0;
    return parsed;
}

/* ---- the tree as text, without places ---- */

typedef struct Dump {
    const Parsed *of;
    Text out;
} Dump;

static void say(Dump *dump, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void say(Dump *dump, const char *format, ...) {
    char room[256];
    va_list list;
    va_start(list, format);
    vsnprintf(room, sizeof room, format, list);
    va_end(list);
    text_str(&dump->out, room);
    text_char(&dump->out, ' ');
}

static void dump_span(Dump *dump, Span span) {
    text_slice(&dump->out, source_slice(dump->of->source, span));
    text_char(&dump->out, ' ');
}

/* Its printed letters, without spaces, stand for it too. */
static void dump_figure(Dump *dump, Figure figure) {
    say(dump, "figure %lld %d %u %u %u", (long long)figure.digits, figure.scale,
        figure.flags, figure.currency, figure.blur);
}

static void dump_time(Dump *dump, Time time) {
    say(dump, "time %u %d %d", time.kind, time.from, time.to);
}

static void dump_ref(Dump *dump, Ref ref) {
    say(dump, "ref %u", ref.name);
}

static void dump_refs(Dump *dump, const RefList *refs) {
    say(dump, "refs %u", refs->count);
    for (uint32_t i = 0; i < refs->count; i++)
        dump_ref(dump, refs->at[i]);
}

static void dump_expr(Dump *dump, const Expr *expr) {
    if (!expr) {
        say(dump, "null");
        return;
    }
    say(dump, "(expr %u %u %d %d", expr->kind, expr->op, expr->negated, expr->distinct);
    dump_expr(dump, expr->left);
    dump_expr(dump, expr->right);
    switch ((ExprKind)expr->kind) {
    case EXPR_FIGURE: dump_figure(dump, expr->figure); break;
    case EXPR_TEXT: dump_span(dump, expr->text); break;
    case EXPR_TIME: dump_time(dump, expr->time); break;
    case EXPR_NAME:
    case EXPR_PARAM: dump_refs(dump, &expr->path); break;
    case EXPR_CALL: dump_ref(dump, expr->function); /* fall through */
    case EXPR_IN:
    case EXPR_BETWEEN:
    case EXPR_CASE:
        for (uint32_t i = 0; i < expr->arg_count; i++)
            dump_expr(dump, expr->args[i]);
        break;
    default: break;
    }
    say(dump, ")");
}

static void dump_exprs(Dump *dump, Expr *const *exprs, uint32_t count) {
    say(dump, "exprs %u", count);
    for (uint32_t i = 0; i < count; i++)
        dump_expr(dump, exprs[i]);
}

static void dump_dated(Dump *dump, const Entry *entries, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        dump_time(dump, entry_time(&entries[i]));
        dump_figure(dump, entry_figure(&entries[i]));
    }
}

static void dump_figures(Dump *dump, const Figure *figures, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        dump_figure(dump, figures[i]);
}

static void dump_modifiers(Dump *dump, const Modifiers *modifiers) {
    if (!modifiers)
        return;
    dump_ref(dump, modifiers->as);
    dump_ref(dump, modifiers->from);
    dump_ref(dump, modifiers->within);
    dump_figure(dump, modifiers->refund);
    dump_ref(dump, modifiers->refund_from);
}

static void dump_select(Dump *dump, const Select *select) {
    say(dump, "select %d %d %d", select->distinct, select->of_all, select->with_totals);
    for (uint32_t i = 0; i < select->item_count; i++) {
        dump_expr(dump, select->items[i].expr);
        dump_ref(dump, select->items[i].alias);
    }
    dump_ref(dump, select->from);
    dump_refs(dump, &select->of);
    dump_expr(dump, select->where);
    dump_exprs(dump, select->group, select->group_count);
    dump_expr(dump, select->having);
    dump_expr(dump, select->pivot);
    for (uint32_t i = 0; i < select->order_count; i++) {
        dump_expr(dump, select->order[i].expr);
        say(dump, "%d %u", select->order[i].descending, select->order[i].nulls);
    }
    dump_expr(dump, select->limit);
    dump_expr(dump, select->offset);
}

static void dump_value(Dump *dump, const Value *value) {
    say(dump, "value %u", value->kind);
    switch ((ValueKind)value->kind) {
    case VALUE_NAME: say(dump, "%u", value->name); break;
    case VALUE_TEXT: dump_span(dump, value->text); break;
    case VALUE_FIGURE: dump_figure(dump, value->figure); break;
    case VALUE_TIME: dump_time(dump, value->time); break;
    case VALUE_BLANK: break;
    }
}

static void dump_nodes(Dump *dump, const Node *node);

static void dump_block(Dump *dump, const Block *block) {
    say(dump, block ? "{" : "-");
    if (block) {
        dump_nodes(dump, block->first);
        say(dump, "}");
    }
}

static void dump_declare(Dump *dump, const Declare *declare) {
    dump_ref(dump, declare->name);
    dump_span(dump, declare->title);
    dump_refs(dump, &declare->on);
    dump_block(dump, declare->block);
}

static void dump_setting(Dump *dump, const Setting *setting) {
    dump_time(dump, setting->years);
    dump_ref(dump, setting->word);
    say(dump, "%d %u", setting->power, setting->currency);
}

static void dump_table(Dump *dump, const Table *table) {
    dump_ref(dump, table->name);
    dump_span(dump, table->title);
    for (uint32_t i = 0; i < table->column_count; i++) {
        dump_time(dump, table->columns[i].time);
        dump_ref(dump, table->columns[i].as);
        dump_ref(dump, table->columns[i].from);
        dump_span(dump, table->columns[i].heading);
        dump_expr(dump, table->columns[i].formula);
    }
    dump_expr(dump, table->where);
    dump_block(dump, table->block);
}

static void dump_row(Dump *dump, const Row *row) {
    dump_ref(dump, row->name);
    dump_span(dump, row->title);
    dump_modifiers(dump, row->modifiers);
    dump_figures(dump, row->cells, row->cell_count);
    dump_block(dump, row->block);
}

static void dump_node(Dump *dump, const Node *node) {
    say(dump, "\nnode %u %u", node->kind, node->what);
    switch ((NodeKind)node->kind) {
    case NODE_INCLUDE: dump_span(dump, ((const Include *)node)->path); break;
    case NODE_DECLARE: dump_declare(dump, (const Declare *)node); break;
    case NODE_YEARS:
    case NODE_UNIT:
    case NODE_TOLERANCE: dump_setting(dump, (const Setting *)node); break;
    case NODE_EVERY: dump_block(dump, ((const Every *)node)->block); break;
    case NODE_ATTRIBUTE: {
        const Attribute *attribute = (const Attribute *)node;
        dump_ref(dump, attribute->name);
        say(dump, "%u %d", attribute->kinds, attribute->required);
        dump_refs(dump, &attribute->words);
        break;
    }
    case NODE_MONEY: {
        const Money *money = (const Money *)node;
        dump_dated(dump, money->entries, money->count);
        dump_modifiers(dump, money->modifiers);
        break;
    }
    case NODE_SHARE:
        for (uint32_t i = 0; i < ((const Share *)node)->count; i++) {
            dump_ref(dump, ((const Share *)node)->parts[i].name);
            dump_figure(dump, ((const Share *)node)->parts[i].figure);
        }
        break;
    case NODE_TABLE: dump_table(dump, (const Table *)node); break;
    case NODE_ROW: dump_row(dump, (const Row *)node); break;
    case NODE_TOTAL: {
        const Total *total = (const Total *)node;
        dump_refs(dump, &total->of);
        dump_figures(dump, total->cells, total->cell_count);
        dump_dated(dump, total->dated, total->dated_count);
        dump_expr(dump, total->where);
        break;
    }
    case NODE_CHECK:
        dump_span(dump, ((const Check *)node)->says);
        dump_expr(dump, ((const Check *)node)->expr);
        break;
    case NODE_EFFECT:
        dump_ref(dump, ((const Effect *)node)->category);
        dump_refs(dump, &((const Effect *)node)->on);
        break;
    case NODE_MEASURE: {
        const MeasureNode *measure = (const MeasureNode *)node;
        dump_time(dump, measure->time);
        say(dump, "%u %u", measure->measure.form, measure->measure.op);
        dump_figure(dump, measure->measure.low);
        dump_figure(dump, measure->measure.high);
        break;
    }
    case NODE_ALLOW: {
        const Allow *allow = (const Allow *)node;
        dump_ref(dump, allow->code);
        say(dump, "%d", allow->has_figure);
        dump_figure(dump, allow->difference);
        dump_span(dump, allow->why);
        break;
    }
    case NODE_QUERY:
        dump_ref(dump, ((const Query *)node)->name);
        dump_span(dump, ((const Query *)node)->title);
        dump_select(dump, ((const Query *)node)->select);
        break;
    case NODE_REQUIRES: dump_expr(dump, ((const Requires *)node)->expr); break;
    case NODE_PROPERTY: {
        const Property *property = (const Property *)node;
        dump_ref(dump, property->name);
        for (uint32_t i = 0; i < property->count; i++)
            dump_value(dump, &property->values[i]);
        break;
    }
    case NODE_ERROR: break;
    }
}

static void dump_nodes(Dump *dump, const Node *node) {
    for (; node; node = node->next)
        dump_node(dump, node);
}

static Slice dump_tree(const Memory *memory, Arena *arena, const Parsed *parsed) {
    Dump dump = {.of = parsed, .out = {.memory = memory}};
    dump_nodes(&dump, parsed->tree->first);
    Slice text = arena_copy(arena, text_view(&dump.out));
    text_free(&dump.out);
    return text;
}

/* ---- tokens and comments in their order ---- */

/* The letters of all tokens, and comments on lines of their own with what they stand by,
 * `;` and spaces left out: `40 %` may become `40%`. */
static Slice dump_pieces(const Memory *memory, Arena *arena, Names *names,
                         const Parsed *parsed) {
    Text out = {.memory = memory};
    FmtTokens pieces;
    tokens_read(arena, names, parsed->source, &pieces);
    uint32_t comment = 0;
    for (uint32_t i = 0; i < pieces.all.count; i++) {
        uint32_t end = i + 1 < pieces.all.count ? pieces.all.at[i + 1].comment
                                                : pieces.comments.count;
        for (; comment < end; comment++) {
            text_str(&out, pieces.comments.at[comment].own ? "\n" : "\t");
            text_slice(&out, pieces.comments.at[comment].text);
            text_str(&out, "\n");
        }
        text_slice(&out, source_slice(parsed->source, pieces.all.at[i].span));
    }
    Slice text = arena_copy(arena, text_view(&out));
    text_free(&out);
    return text;
}

/* Every comment of the text, found without the scanner: strings are on one line. */
static uint32_t count_comments(Slice text) {
    uint32_t count = 0;
    bool quoted = false, comment = false;
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '\n') {
            quoted = comment = false;
        } else if (comment) {
            continue;
        } else if (quoted && c == '\\') {
            i++;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == '#' && !quoted) {
            comment = true;
            count++;
        }
    }
    return count;
}

/* ---- the laws ---- */

/* Lines have no spaces at their ends, there are not two blank ones, and the last ends. */
static const char *check_lines(Slice text) {
    uint32_t empty = 1;
    char last = '\n';
    for (uint32_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '\r' && i + 1 < text.length && text.at[i + 1] == '\n')
            continue;
        if (c == '\n') {
            if (last == ' ' || last == '\t')
                return "a line ends in spaces";
            empty = last == '\n' ? empty + 1 : 0;
            if (empty > 1)
                return "two blank lines";
        }
        last = c;
    }
    return last == '\n' && (text.length == 0 || empty == 0) ? NULL
                                                            : "the end of the file";
}

/* A table with the names of another file. */
static Names *names_before(Arena *arena) {
    Names *names = names_new(arena);
    lexer_words(names);
    names_add(names, SLICE("of_another_file"));
    names_add(names, SLICE("of_a_third"));
    return names;
}

/* A tree that was read with names of its own, and joined those of another file, is as it
 * is where it was read with them. */
static bool joins_names(const Memory *memory, Arena *arena, Slice text) {
    Names *joined = names_before(arena), *own = names_new(arena);
    Parsed *with = parse(arena, names_before(arena), text);
    Parsed *apart = parse(arena, own, text);
    tree_rename(apart->tree, names_join(joined, own, lexer_words(own), arena));
    return slice_equal(dump_tree(memory, arena, with), dump_tree(memory, arena, apart));
}

/* "laid out", "syntax" where the text cannot be read to its end, or which law is broken.
 */
static const char *fmt_laws(const Memory *memory, Arena *arena, Slice text, Text *laid) {
    Names *names = names_new(arena);
    Parsed *before = parse(arena, names, text);
    if (before->syntax)
        return "syntax";
    if (!joins_names(memory, arena, text))
        return "with names of its own the tree is another one";
    fmt_source(memory, names, before->source, before->tree, laid);
    Parsed *after = parse(arena, names, text_view(laid));
    if (after->syntax)
        return "it cannot be read any more";
    if (!slice_equal(dump_tree(memory, arena, before), dump_tree(memory, arena, after)))
        return "the tree is another one";
    if (!slice_equal(dump_pieces(memory, arena, names, before),
                     dump_pieces(memory, arena, names, after)))
        return "tokens or comments are not as they were";
    if (count_comments(before->source->text) != count_comments(after->source->text))
        return "a comment was lost or doubled";
    const char *lines = check_lines(text_view(laid));
    if (lines)
        return lines;
    Text again = {.memory = memory};
    fmt_source(memory, names, after->source, after->tree, &again);
    bool same = slice_equal(text_view(laid), text_view(&again));
    text_free(&again);
    return same ? "laid out" : "laid out again it is another one";
}

#endif
