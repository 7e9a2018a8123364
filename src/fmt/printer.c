/* Setting tokens: what is between two of them, and where lines are broken. */
#include "fmt/printer.h"

#include "base/utf8.h"

static const FmtToken *next_piece(const Printer *printer) {
    return &printer->tokens.all.at[printer->next];
}

void printer_comments(Printer *printer, uint64_t indent, bool blanks) {
    FmtOutput *output = &printer->output;
    const FmtTokens *tokens = &printer->tokens;
    uint32_t end = printer->next + 1 < tokens->all.count ? next_piece(printer)[1].comment
                                                         : tokens->comments.count;
    while (printer->comment < end) {
        const Comment *comment = &tokens->comments.at[printer->comment++];
        if (!comment->own) {
            fmt_output_remark(output, comment->text);
            continue;
        }
        fmt_output_line(output);
        if (blanks && comment->blank)
            fmt_output_blank(output);
        fmt_output_space(output, indent, 0);
        fmt_output_put(output, comment->text, utf8_text_width(comment->text));
        output->closed = true;
    }
    if (output->closed)
        fmt_output_line(output);
}

static void put(Printer *printer) {
    const FmtToken *token = next_piece(printer);
    fmt_output_put(&printer->output, source_slice(printer->source, token->span),
                   token->width - token->ends);
    if (token->ends)
        fmt_output_put(&printer->output, SLICE(";"), 1);
    printer->next++;
}

void printer_line(Printer *printer, uint32_t indent) {
    printer_comments(printer, indent, true);
    fmt_output_line(&printer->output);
    if (next_piece(printer)->blank)
        fmt_output_blank(&printer->output);
    fmt_output_space(&printer->output, indent, 0);
}

void printer_put(Printer *printer, uint64_t column) {
    printer_comments(printer, column, false);
    fmt_output_space(&printer->output, column, next_piece(printer)->space);
    put(printer);
}

void printer_flat(Printer *printer, uint32_t to, uint64_t column, uint64_t hang) {
    if (printer->next < to)
        printer_put(printer, column);
    while (printer->next < to) {
        printer_comments(printer, hang, false);
        fmt_output_space(&printer->output, printer->output.empty ? hang : 0,
                         next_piece(printer)->space);
        put(printer);
    }
}

bool printer_fits(const Printer *printer, uint32_t to, uint64_t column) {
    uint64_t from = printer->output.column;
    from += printer->output.empty ? 0 : next_piece(printer)->space;
    from = from < column ? column : from;
    return from + tokens_width(&printer->tokens, printer->next, to) <=
               PRINTER_LINE_MOST &&
           !tokens_commented(&printer->tokens, printer->next, to);
}

/* The level that is broken first among the tokens behind the next one; 0: none can be. */
static uint16_t first_level(const Printer *printer, uint32_t to) {
    uint16_t level = 0;
    for (uint32_t i = printer->next + 1; i < to; i++) {
        uint16_t own = printer->tokens.all.at[i].level;
        if (own != 0 && (level == 0 || own < level))
            level = own;
    }
    return level;
}

/* Where the part ends that begins with the next token. */
static uint32_t part_end(const Printer *printer, uint32_t to, uint16_t level) {
    uint32_t end = printer->next + 1;
    while (end < to && printer->tokens.all.at[end].level != level)
        end++;
    return end;
}

void printer_flow(Printer *printer, uint32_t to, uint64_t column, uint64_t hang) {
    uint16_t level = 0;
    if (printer->next < to) {
        printer_comments(printer, column, false);
        level = printer_fits(printer, to, column) ? 0 : first_level(printer, to);
    }
    if (level == 0) {
        printer_flat(printer, to, column, hang);
        return;
    }
    printer_flow(printer, part_end(printer, to, level), column, hang + PRINTER_INDENT);
    while (printer->next < to) {
        uint32_t end = part_end(printer, to, level);
        printer_comments(printer, hang, false);
        if (!next_piece(printer)->fill || !printer_fits(printer, end, 0))
            fmt_output_line(&printer->output);
        printer_flow(printer, end, printer->output.empty ? hang : 0,
                     hang + PRINTER_INDENT);
    }
}
