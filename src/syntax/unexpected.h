/* What says what was unexpected, by what it is about. Each says nothing, and gives false,
 * where it is about something else. Private to syntax/. */
#ifndef INTEG_SYNTAX_UNEXPECTED_H
#define INTEG_SYNTAX_UNEXPECTED_H

#include "syntax/parser.h"

bool unexpected_unit(Parser *p, const Unexpected *u);
bool unexpected_column(Parser *p, const Unexpected *u);
bool unexpected_row(Parser *p, const Unexpected *u);
bool unexpected_money(Parser *p, const Unexpected *u);
bool unexpected_name(Parser *p, const Unexpected *u);
/* A word behind what stands on its line, as in `lakes 1.5 o.5`. */
bool unexpected_word_behind(Parser *p, const Unexpected *u);
bool unexpected_statement(Parser *p, const Unexpected *u);
bool unexpected_taken(Parser *p, const Unexpected *u);
bool unexpected_first_word(Parser *p, const Unexpected *u);
/* The statement that a word at the beginning of the line, or just before `offset`, was
 * meant to begin; empty where none is like it. */
Slice unexpected_meant(const Parser *p, uint32_t offset, Span *word);

#endif
