/* The scanner: from bytes to tokens, one call a token. It reports what it cannot read
 * and gives back something in its place (a figure marked FIGURE_BAD, say), so that one
 * mistake is one finding. It learns nothing from the parser. */
#ifndef INTEG_SYNTAX_LEXER_H
#define INTEG_SYNTAX_LEXER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/names.h"
#include "source/diagnostic.h"
#include "source/source.h"
#include "syntax/token.h"

typedef struct Lexer Lexer;

/* Gives the words of the language the first ids of a table of names, where they have them
 * not yet. Returns the first id behind them. */
NameId lexer_words(Names *names);
/* One for each source. Memory comes from the arena. */
Lexer *lexer_new(Arena *arena, Names *names, Findings *findings, Source *source);
/* False where the source is in another encoding, which was reported: it has no tokens. */
bool lexer_readable(const Lexer *lexer);
/* From here on words of queries are read in capitals too: SELECT is select. */
void lexer_capitals(Lexer *lexer, bool capitals);
/* From here on `2020: 1.5, ` is one token, TOKEN_ENTRY. */
void lexer_entries(Lexer *lexer);
/* The source's text was put right: its bytes mean what pasted.h says. */
void lexer_pasted(Lexer *lexer);
/* The token is the lexer's own and changes with the next call. */
const Token *lexer_next(Lexer *lexer);
/* What stands in this span may be a list: no fix of a number there is safe. */
void lexer_doubt(Lexer *lexer, Span span);
/* Where the last bytes end that were no token and mean nothing, but were reported; 0:
 * there were none. */
uint32_t lexer_odd_end(const Lexer *lexer);
/* Reads to the end, so that all is said of the source, and lets go of the scanner. */
void lexer_drop(Lexer *lexer);
/* The same at once, wherever it stands, without a word more. */
void lexer_leave(Lexer *lexer);

#endif
