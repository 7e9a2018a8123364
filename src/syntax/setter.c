/* Setting pieces: what is between two of them, and where lines are broken. */
#include "syntax/setter.h"

#include "base/utf8.h"

static const Piece *next_piece(const Setter *setter) {
    return &setter->pieces.all.at[setter->next];
}

void setter_comments(Setter *setter, uint64_t indent, bool blanks) {
    Page *page = &setter->page;
    const Pieces *pieces = &setter->pieces;
    uint32_t end = setter->next + 1 < pieces->all.count ? next_piece(setter)[1].comment
                                                        : pieces->comments.count;
    while (setter->comment < end) {
        const Comment *comment = &pieces->comments.at[setter->comment++];
        if (!comment->own) {
            page_remark(page, comment->text);
            continue;
        }
        page_line(page);
        if (blanks && comment->blank) {
            page_blank(page);
        }
        page_space(page, indent, 0);
        page_put(page, comment->text, utf8_text_width(comment->text));
        page->closed = true;
    }
    if (page->closed) {
        page_line(page);
    }
}

static void put(Setter *setter) {
    const Piece *piece = next_piece(setter);
    page_put(&setter->page, source_slice(setter->source, piece->span), piece->width);
    setter->next++;
}

void setter_line(Setter *setter, uint32_t indent) {
    setter_comments(setter, indent, true);
    page_line(&setter->page);
    if (next_piece(setter)->blank) {
        page_blank(&setter->page);
    }
    page_space(&setter->page, indent, 0);
}

void setter_put(Setter *setter, uint64_t column) {
    setter_comments(setter, column, false);
    page_space(&setter->page, column, next_piece(setter)->space);
    put(setter);
}

void setter_flat(Setter *setter, uint32_t to, uint64_t column, uint64_t hang) {
    if (setter->next < to) {
        setter_put(setter, column);
    }
    while (setter->next < to) {
        setter_comments(setter, hang, false);
        page_space(&setter->page, setter->page.empty ? hang : 0,
                   next_piece(setter)->space);
        put(setter);
    }
}

bool setter_fits(const Setter *setter, uint32_t to, uint64_t column) {
    uint64_t from = setter->page.column;
    from += setter->page.empty ? 0 : next_piece(setter)->space;
    from = from < column ? column : from;
    return from + pieces_width(&setter->pieces, setter->next, to) <= SETTER_LINE_MOST &&
           !pieces_commented(&setter->pieces, setter->next, to);
}

/* The level that is broken first among the pieces behind the next one; 0: none can be. */
static uint16_t first_level(const Setter *setter, uint32_t to) {
    uint16_t level = 0;
    for (uint32_t i = setter->next + 1; i < to; i++) {
        uint16_t own = setter->pieces.all.at[i].level;
        if (own != 0 && (level == 0 || own < level)) {
            level = own;
        }
    }
    return level;
}

/* Where the part ends that begins with the next piece. */
static uint32_t part_end(const Setter *setter, uint32_t to, uint16_t level) {
    uint32_t end = setter->next + 1;
    while (end < to && setter->pieces.all.at[end].level != level) {
        end++;
    }
    return end;
}

void setter_flow(Setter *setter, uint32_t to, uint64_t column, uint64_t hang) {
    uint16_t level = 0;
    if (setter->next < to) {
        setter_comments(setter, column, false);
        level = setter_fits(setter, to, column) ? 0 : first_level(setter, to);
    }
    if (level == 0) {
        setter_flat(setter, to, column, hang);
        return;
    }
    setter_flow(setter, part_end(setter, to, level), column, hang + SETTER_INDENT);
    while (setter->next < to) {
        uint32_t end = part_end(setter, to, level);
        setter_comments(setter, hang, false);
        if (!next_piece(setter)->fill || !setter_fits(setter, end, 0)) {
            page_line(&setter->page);
        }
        setter_flow(setter, end, setter->page.empty ? hang : 0, hang + SETTER_INDENT);
    }
}
