/* The scanner as the parser sees it: owns the generated one (grammar/integ.l), gives it
 * the source's bytes in place, and hands out what it makes. */
#include "syntax/lexer.h"

#include "base/io.h"
#include "syntax/scan.h"
#include "syntax/words.h"

/* Of the generated scanner. */
typedef void *yyscan_t;
struct yy_buffer_state;
int integ_scan_lex_init_extra(Scan *scan, yyscan_t *scanner);
int integ_scan_lex(yyscan_t scanner);
int integ_scan_lex_destroy(yyscan_t scanner);
struct yy_buffer_state *integ_scan__scan_buffer(char *base, size_t size,
                                                yyscan_t scanner);

struct Lexer {
    Scan scan;
    yyscan_t scanner;
    bool readable;
};

/* Words of the language have the first ids, and currencies the next, so that a name's id
 * alone says which token it is. */
NameId lexer_words(Names *names) {
    bool there = names_find(names, slice_of(grammar_word(0))) != 0;
    for (uint32_t i = 0; i < grammar_word_count() && !there; i++)
        names_add(names, slice_of(grammar_word(i)));
    uint8_t next = 1;
    for (; currency_text(next)[0] != '\0'; next++)
        if (!there)
            names_add(names, slice_of(currency_text(next)));
    return grammar_word_count() + next;
}

bool name_is_word(NameId name) {
    return name != 0 && name <= grammar_word_count();
}

Lexer *lexer_new(Arena *arena, Names *names, Findings *findings, Source *source) {
    Lexer *lexer = ARENA_NEW(arena, Lexer);
    lexer->scan = (Scan){
        .arena = arena,
        .names = names,
        .findings = findings,
        .source = source,
        .base = source->text.at,
    };
    lexer_words(names);
    lexer->readable = scan_begin(&lexer->scan);
    integ_scan_lex_init_extra(&lexer->scan, &lexer->scanner);
    /* All that the scanner writes into the bytes is what stands there. */
    char *at = (char *)(uintptr_t)source->text.at;
    uint32_t length = source->text.length;
    if (!lexer->readable) {
        at = ARENA_ARRAY(arena, char, IO_PADDING);
        length = 0;
    }
    integ_scan__scan_buffer(at, (size_t)length + 2, lexer->scanner);
    return lexer;
}

bool lexer_readable(const Lexer *lexer) {
    return lexer->readable;
}

void lexer_capitals(Lexer *lexer, bool capitals) {
    lexer->scan.capitals = capitals;
}

void lexer_entries(Lexer *lexer) {
    lexer->scan.entries = true;
}

void lexer_pasted(Lexer *lexer) {
    lexer->scan.pasted = true;
}

const Token *lexer_next(Lexer *lexer) {
    integ_scan_lex(lexer->scanner);
    return &lexer->scan.token;
}

void lexer_doubt(Lexer *lexer, Span span) {
    scan_doubt(&lexer->scan, span);
}

uint32_t lexer_odd_end(const Lexer *lexer) {
    return lexer->scan.odd_end;
}

void lexer_drop(Lexer *lexer) {
    while (lexer_next(lexer)->kind != 0)
        ; /* what a parser that gave up early left */
    scan_end(&lexer->scan);
    lexer_leave(lexer);
}

void lexer_leave(Lexer *lexer) {
    integ_scan_lex_destroy(lexer->scanner);
}
