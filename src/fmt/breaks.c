/* What the tree tells of a file's tokens: where a line that is too long may be broken,
 * and in which order, and where signs stand without a space. */
#include "fmt/tokens.h"

#include "integ.tab.h"

static FmtToken *piece_at(FmtTokens *tokens, uint32_t offset) {
    return &tokens->all.at[tokens_at(tokens, offset)];
}

/* A line may be broken before what begins at the offset. */
static void mark(FmtTokens *tokens, uint32_t offset, uint16_t level, bool fill) {
    FmtToken *token = piece_at(tokens, offset);
    token->level = level;
    token->fill = fill;
}

/* The same before the word in front of what begins at the offset, `words` of them. */
static void mark_word(FmtTokens *tokens, uint32_t offset, uint32_t words,
                      uint16_t level) {
    FmtToken *token = piece_at(tokens, offset) - words;
    token->level = level;
    token->fill = false;
}

/* ---- expressions ---- */

static bool is_chain(const Expr *expr) {
    switch (expr->kind) {
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
    case EXPR_JOIN: return true;
    default: return false;
    }
}

/* Whether `left`, the left part of `expr`, reads as a part of the same chain: a + b - c.
 */
static bool same_chain(const Expr *expr, const Expr *left) {
    static const uint8_t chain[] = {
        [EXPR_AND] = 1, [EXPR_OR] = 2,  [EXPR_ADD] = 3,  [EXPR_SUB] = 3,
        [EXPR_MUL] = 4, [EXPR_DIV] = 4, [EXPR_JOIN] = 5,
    };
    return is_chain(expr) && is_chain(left) && chain[expr->kind] == chain[left->kind] &&
           left->span.start == left->left->span.start; /* not in parentheses */
}

static void mark_expr(FmtTokens *tokens, const Expr *expr, uint16_t level);

static void mark_exprs(FmtTokens *tokens, Expr *const *exprs, uint32_t count,
                       uint16_t level) {
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            mark(tokens, exprs[i]->span.start, level, true);
        mark_expr(tokens, exprs[i], level + 1);
    }
}

static void mark_operator(FmtTokens *tokens, const Expr *expr, uint16_t level) {
    bool chain = same_chain(expr, expr->left);
    mark_expr(tokens, expr->left, chain ? level : level + 1);
    mark(tokens, expr->left->span.end, level, false);
    mark_expr(tokens, expr->right, level + 1);
}

static void mark_case(FmtTokens *tokens, const Expr *expr, uint16_t level) {
    if (expr->left)
        mark_expr(tokens, expr->left, level + 1);
    const Expr *last = NULL;
    for (uint32_t i = 0; i < expr->arg_count; i++) {
        last = expr->args[i];
        if (i % 2 == 0)
            mark_word(tokens, last->span.start, 1, level);
        mark_expr(tokens, last, level + 1);
    }
    if (expr->right) {
        last = expr->right;
        mark_word(tokens, last->span.start, 1, level);
        mark_expr(tokens, last, level + 1);
    }
    mark(tokens, last->span.end, level, false); /* end */
}

static void mark_call(FmtTokens *tokens, const Expr *expr, uint16_t level) {
    piece_at(tokens, expr->function.span.end)->space = 0;
    mark_exprs(tokens, expr->args, expr->arg_count, level + 1);
    if (expr->right) {
        mark_word(tokens, expr->right->span.start, 1, level);
        mark_expr(tokens, expr->right, level + 2);
    }
}

/* A minus stands at what it negates, unless the two would be read as another number. */
static void mark_minus(FmtTokens *tokens, const Expr *expr) {
    FmtToken *operand = piece_at(tokens, expr->left->span.start);
    if (operand->kind != TOKEN_NUMBER && operand->kind != TOKEN_NEGATIVE &&
        operand->kind != TOKEN_DASH)
        operand->space = 0;
}

static void mark_expr(FmtTokens *tokens, const Expr *expr, uint16_t level) {
    switch ((ExprKind)expr->kind) {
    case EXPR_AND:
    case EXPR_OR:
    case EXPR_COMPARE:
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
    case EXPR_JOIN: mark_operator(tokens, expr, level); break;
    case EXPR_LIKE:
        mark_operator(tokens, expr, level);
        if (expr->arg_count > 0)
            mark_word(tokens, expr->args[0]->span.start, 1, level);
        break;
    case EXPR_NEGATE:
        mark_minus(tokens, expr);
        mark_expr(tokens, expr->left, level);
        break;
    case EXPR_NOT:
    case EXPR_IS_NULL: mark_expr(tokens, expr->left, level); break;
    case EXPR_IN:
        mark_expr(tokens, expr->left, level + 1);
        mark_exprs(tokens, expr->args, expr->arg_count, level);
        break;
    case EXPR_BETWEEN:
        mark_expr(tokens, expr->left, level);
        mark_expr(tokens, expr->args[0], level);
        mark_expr(tokens, expr->args[1], level);
        break;
    case EXPR_CASE: mark_case(tokens, expr, level); break;
    case EXPR_CALL: mark_call(tokens, expr, level); break;
    case EXPR_FIGURE:
    case EXPR_TEXT:
    case EXPR_TIME:
    case EXPR_NULL:
    case EXPR_TRUE:
    case EXPR_FALSE:
    case EXPR_NAME:
    case EXPR_PARAM:
    case EXPR_STAR: break;
    }
}

/* ---- statements ---- */

static void mark_where(FmtTokens *tokens, const Expr *where) {
    if (where) {
        mark_word(tokens, where->span.start, 1, 1);
        mark_expr(tokens, where, 3);
    }
}

/* Plain columns are short: what makes their line too long is the title. */
static void mark_columns(FmtTokens *tokens, const Table *table) {
    bool computed = false;
    for (uint32_t i = 0; i < table->column_count; i++)
        computed = computed || table->columns[i].formula;
    if (!computed)
        return;
    for (uint32_t i = 1; i < table->column_count; i++) {
        const Column *column = &table->columns[i];
        mark(tokens, column->time.span.start, 2, true);
        if (column->formula)
            mark_expr(tokens, column->formula, 3);
    }
}

static void mark_refs(FmtTokens *tokens, const RefList *refs) {
    for (uint32_t i = 1; i < refs->count; i++)
        mark(tokens, refs->at[i].span.start, 2, true);
}

static void mark_dated(FmtTokens *tokens, const Entry *entries, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        mark(tokens, entry_time(&entries[i]).span.start, 2, true);
}

static void mark_money(FmtTokens *tokens, const Money *money) {
    mark_dated(tokens, money->entries, money->count);
    const Modifiers *modifiers = money->modifiers;
    if (!modifiers)
        return;
    const uint32_t at[] = {modifiers->as.span.start, modifiers->from.span.start,
                           modifiers->within.span.start, modifiers->refund.at};
    for (uint32_t i = 0; i < sizeof at / sizeof *at; i++) {
        if (at[i] > 0) {
            mark_word(tokens, at[i], 1, 2);
            tokens->all.at[tokens_at(tokens, at[i]) - 1].fill = true;
        }
    }
}

/* In a list of texts each has a line of its own. */
static void mark_property(FmtTokens *tokens, const Property *property) {
    bool texts = false;
    for (uint32_t i = 0; i < property->count; i++)
        texts = texts || property->values[i].kind == VALUE_TEXT;
    for (uint32_t i = 1; i < property->count; i++)
        mark(tokens, property->values[i].span.start, 1, !texts);
}

static void mark_share(FmtTokens *tokens, const Share *share) {
    for (uint32_t i = 1; i < share->count; i++)
        mark(tokens, share->parts[i].name.span.start, 1, true);
}

/* The sign of a change stands at its figure. */
static void mark_plus(FmtTokens *tokens, uint32_t offset) {
    FmtToken *token = piece_at(tokens, offset);
    if (token->kind == TOKEN_PLUS)
        token[1].space = 0;
}

/* ---- queries ---- */

static void mark_select(FmtTokens *tokens, const Select *select) {
    for (uint32_t i = 0; i < select->item_count; i++) {
        if (i > 0)
            mark(tokens, select->items[i].expr->span.start, CLAUSE_LIST, true);
        mark_expr(tokens, select->items[i].expr, CLAUSE_INSIDE);
    }
    mark_word(tokens, select->from.span.start, 1, CLAUSE_MORE);
    mark_refs(tokens, &select->of);
    if (select->where) {
        mark_word(tokens, select->where->span.start, 1, CLAUSE_LINE);
        mark_expr(tokens, select->where, CLAUSE_INSIDE);
    }
    mark_exprs(tokens, select->group, select->group_count, CLAUSE_LIST);
    if (select->group_count > 0)
        mark_word(tokens, select->group[0]->span.start, 2, CLAUSE_LINE);
    if (select->having) {
        mark_word(tokens, select->having->span.start, 1, CLAUSE_MORE);
        mark_expr(tokens, select->having, CLAUSE_INSIDE);
    }
    if (select->pivot) {
        mark_word(tokens, select->pivot->span.start, 2, CLAUSE_MORE);
        mark_expr(tokens, select->pivot, CLAUSE_INSIDE);
    }
    for (uint32_t i = 0; i < select->order_count; i++) {
        const Expr *expr = select->order[i].expr;
        if (i > 0)
            mark(tokens, expr->span.start, CLAUSE_LIST, true);
        mark_expr(tokens, expr, CLAUSE_INSIDE);
    }
    if (select->order_count > 0)
        mark_word(tokens, select->order[0].expr->span.start, 2, CLAUSE_LINE);
    if (select->limit) {
        mark_word(tokens, select->limit->span.start, 1,
                  select->order_count > 0 ? CLAUSE_MORE : CLAUSE_LINE);
        mark_expr(tokens, select->limit, CLAUSE_INSIDE);
    }
    if (select->offset) {
        mark_word(tokens, select->offset->span.start, 1, CLAUSE_MORE);
        mark_expr(tokens, select->offset, CLAUSE_INSIDE);
    }
}

/* ---- the whole ---- */

static void mark_nodes(FmtTokens *tokens, const Node *first);

static void mark_block(FmtTokens *tokens, const Block *block) {
    if (!block)
        return;
    mark_nodes(tokens, block->first);
    if (block->first && tokens_inline(tokens, block))
        for (const Node *node = block->first->next; node; node = node->next)
            piece_at(tokens, node->span.start)->space = 2;
}

static void mark_node(FmtTokens *tokens, const Node *node) {
    switch ((NodeKind)node->kind) {
    case NODE_DECLARE:
        mark_refs(tokens, &((const Declare *)node)->on);
        mark_block(tokens, ((const Declare *)node)->block);
        break;
    case NODE_EVERY: mark_block(tokens, ((const Every *)node)->block); break;
    case NODE_ATTRIBUTE: mark_refs(tokens, &((const Attribute *)node)->words); break;
    case NODE_MONEY: mark_money(tokens, (const Money *)node); break;
    case NODE_SHARE: mark_share(tokens, (const Share *)node); break;
    case NODE_TABLE:
        mark_columns(tokens, (const Table *)node);
        mark_where(tokens, ((const Table *)node)->where);
        mark_block(tokens, ((const Table *)node)->block);
        break;
    case NODE_ROW: mark_block(tokens, ((const Row *)node)->block); break;
    case NODE_TOTAL: {
        const Total *total = (const Total *)node;
        mark_refs(tokens, &total->of);
        mark_dated(tokens, total->dated, total->dated_count);
        mark_where(tokens, total->where);
        break;
    }
    case NODE_CHECK: mark_expr(tokens, ((const Check *)node)->expr, 1); break;
    case NODE_EFFECT: mark_refs(tokens, &((const Effect *)node)->on); break;
    case NODE_MEASURE:
        mark_plus(tokens, ((const MeasureNode *)node)->measure.span.start);
        break;
    case NODE_ALLOW: mark_plus(tokens, ((const Allow *)node)->code.span.end); break;
    case NODE_QUERY: mark_select(tokens, ((const Query *)node)->select); break;
    case NODE_REQUIRES: mark_expr(tokens, ((const Requires *)node)->expr, 1); break;
    case NODE_PROPERTY: mark_property(tokens, (const Property *)node); break;
    case NODE_INCLUDE:
    case NODE_YEARS:
    case NODE_UNIT:
    case NODE_TOLERANCE:
    case NODE_ERROR: break;
    }
}

/* Whether the statement, which ends with a name or figure, would take a text behind it
 * for its title or reason. */
static bool takes_text(const Node *node) {
    const Declare *declare = (const Declare *)node;
    const Allow *allow = (const Allow *)node;
    if (node->kind == NODE_DECLARE)
        return declare->title.start == declare->title.end && declare->on.count == 0 &&
               !declare->block;
    return node->kind == NODE_ALLOW && allow->why.start == allow->why.end;
}

static void mark_nodes(FmtTokens *tokens, const Node *first) {
    for (const Node *node = first; node; node = node->next) {
        mark_node(tokens, node);
        const Row *next =
            node->next && node->next->kind == NODE_ROW ? (const Row *)node->next : NULL;
        if (!next || next->name.span.start != next->title.start || !takes_text(node))
            continue;
        FmtToken *last = &tokens->all.at[tokens_at(tokens, node->span.end) - 1];
        last->ends = true;
        last->width++;
    }
}

void tokens_mark(FmtTokens *tokens, const Tree *tree) {
    mark_nodes(tokens, tree->first);
    uint64_t flat = 0;
    for (uint32_t i = 0; i < tokens->all.count; i++) {
        FmtToken *token = &tokens->all.at[i];
        flat += token->space;
        token->flat = flat;
        flat += token->width;
    }
}
