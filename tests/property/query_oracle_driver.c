/* Answers queries over files, for query_oracle.py:
 *
 *     query_oracle_driver PATH… < queries, one a line
 *
 * What the files lack (syntax, names) is told on standard error.
 *
 * For each query: "ok ROWS COLUMNS TOTALS READ" (TOTALS: 1 where a total row follows),
 * the headings, a line a row, the remarks, and an empty line; or "error CODES", and an
 * empty line. What stands in a line is parted by tabs. A cell is a letter and a value:
 *
 *     n2007-2009  missing, with what is shown for it
 *     d1.5 p50 a300000  a number, a percentage, an amount in its currency's unit, trimmed
 *     y2020 D20201202 b1  a year, a date, a truth
 *     tLakes  a text or a word
 *     r2 lakes  a thing: its kind's number and its name
 *     [t1;t2]  several values */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/io.h"
#include "load.h"
#include "workspace/ask.h"

static void put_slice(Slice text) {
    if (text.length > 0)
        fwrite(text.at, 1, text.length, stdout);
}

static void put_number(char letter, Decimal number) {
    char text[DECIMAL_TEXT];
    putchar(letter);
    put_slice(decimal_text(decimal_trim(number, 0), text));
}

static void put_cell(const Model *model, const Datum *cell) {
    switch ((DatumKind)cell->kind) {
    case DATUM_NULL:
    case DATUM_UNKNOWN:
        putchar(cell->kind == DATUM_NULL ? 'n' : 'u');
        put_slice(cell->text);
        return;
    case DATUM_BOOL: printf("b%d", cell->truth); return;
    case DATUM_NUMBER: put_number('d', cell->number); return;
    case DATUM_PERCENT: put_number('p', cell->number); return;
    case DATUM_AMOUNT: put_number('a', cell->number); return;
    case DATUM_YEAR: put_number('y', cell->number); return;
    case DATUM_DATE: put_number('D', cell->number); return;
    case DATUM_TEXT:
    case DATUM_WORD:
        putchar('t');
        put_slice(cell->text);
        return;
    case DATUM_REF:
        printf("r%d ", cell->ref_kind);
        put_slice(model_name(model, (ThingKind)cell->ref_kind, cell->ref));
        return;
    case DATUM_LIST:
        putchar('[');
        for (uint32_t i = 0; i < cell->list_count; i++) {
            if (i > 0)
                putchar(';');
            put_cell(model, &cell->list[i]);
        }
        putchar(']');
    }
}

static void put_result(const Model *model, const Result *result) {
    printf("ok\t%u\t%u\t%d\t%llu\n", result->row_count, result->column_count,
           result->has_totals, (unsigned long long)result->rows_read);
    for (uint32_t i = 0; i < result->column_count; i++)
        printf("%s%.*s", i > 0 ? "\t" : "", SLICE_ARGS(result->columns[i].heading));
    putchar('\n');
    for (uint32_t row = 0; row < result->row_count + result->has_totals; row++) {
        for (uint32_t i = 0; i < result->column_count; i++) {
            if (i > 0)
                putchar('\t');
            put_cell(model, result_cell(result, row, i));
        }
        putchar('\n');
    }
    for (uint32_t i = 0; i < result->remark_count; i++)
        printf("%s%.*s", i > 0 ? "\t" : "", SLICE_ARGS(result->remarks[i]));
    putchar('\n');
}

static void put_errors(const Answer *answer) {
    printf("error");
    for (uint32_t i = 0; i < answer->findings.all.count; i++) {
        const Diagnostic *d = answer->findings.all.at[i];
        printf("\t%s %.*s", code_info(d->code)->code, SLICE_ARGS(d->message));
    }
    putchar('\n');
}

static void answer_line(const Workspace *workspace, Slice line) {
    Ask ask = {.text = line, .path = SLICE("query"), .is_shown = true, .shown = 6};
    Answer *answer = workspace_ask(workspace, &ask);
    if (answer->result == NULL)
        put_errors(answer);
    else
        put_result(workspace->model, answer->result);
    putchar('\n');
    answer_drop(answer);
}

int main(int argc, char **argv) {
    enum { LINE_MOST = 1 << 16 };
    Memory memory;
    Workspace *workspace = load_arguments(&memory, argc, argv);
    for (uint32_t i = 0; i < workspace->findings.all.count; i++) {
        const Diagnostic *d = workspace->findings.all.at[i];
        /* N07: the titles of a project are at random, and its documents strangers. */
        if (strchr("SNF", code_info(d->code)->code[0]) != NULL && d->code != CODE_N07) {
            fprintf(stderr, "%s %.*s\n", code_info(d->code)->code,
                    SLICE_ARGS(d->message));
        }
    }
    static char line[LINE_MOST];
    while (fgets(line, sizeof line, stdin) != NULL)
        answer_line(workspace, (Slice){line, (uint32_t)strcspn(line, "\n")});
    workspace_drop(workspace);
    return 0;
}
