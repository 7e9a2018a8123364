/* The one walk over all names of a tree. */
#include "syntax/tree_names.h"

static void rename_ref(Ref *ref, const NameId *ids) {
    ref->name = ids[ref->name];
}

static void rename_list(RefList list, const NameId *ids) {
    for (uint32_t i = 0; i < list.count; i++)
        rename_ref(&list.at[i], ids);
}

static void rename_expr(Expr *expr, const NameId *ids) {
    if (expr == NULL)
        return;
    switch ((ExprKind)expr->kind) {
    case EXPR_NAME:
    case EXPR_PARAM: rename_list(expr->path, ids); break;
    case EXPR_CALL: rename_ref(&expr->function, ids); /* fall through */
    case EXPR_IN:
    case EXPR_BETWEEN:
    case EXPR_LIKE:
    case EXPR_CASE:
        for (uint32_t i = 0; i < expr->arg_count; i++)
            rename_expr(expr->args[i], ids);
        break;
    default: break;
    }
    rename_expr(expr->left, ids);
    rename_expr(expr->right, ids);
}

static void rename_select(Select *select, const NameId *ids) {
    if (select == NULL)
        return;
    for (uint32_t i = 0; i < select->item_count; i++) {
        rename_expr(select->items[i].expr, ids);
        rename_ref(&select->items[i].alias, ids);
    }
    rename_ref(&select->from, ids);
    rename_list(select->of, ids);
    rename_expr(select->where, ids);
    for (uint32_t i = 0; i < select->group_count; i++)
        rename_expr(select->group[i], ids);
    rename_expr(select->having, ids);
    rename_expr(select->pivot, ids);
    for (uint32_t i = 0; i < select->order_count; i++)
        rename_expr(select->order[i].expr, ids);
    rename_expr(select->limit, ids);
    rename_expr(select->offset, ids);
}

static void rename_modifiers(Modifiers *m, const NameId *ids) {
    if (m == NULL)
        return;
    rename_ref(&m->as, ids);
    rename_ref(&m->from, ids);
    rename_ref(&m->within, ids);
    rename_ref(&m->refund_from, ids);
}

static void rename_nodes(Node *node, const NameId *ids) {
    for (; node != NULL; node = node->next) {
        switch ((NodeKind)node->kind) {
        case NODE_DECLARE: {
            Declare *d = (Declare *)node;
            rename_ref(&d->name, ids);
            rename_list(d->on, ids);
            break;
        }
        case NODE_TOLERANCE: rename_ref(&((Setting *)node)->word, ids); break;
        case NODE_ATTRIBUTE:
            rename_ref(&((Attribute *)node)->name, ids);
            rename_list(((Attribute *)node)->words, ids);
            break;
        case NODE_MONEY: rename_modifiers(((Money *)node)->modifiers, ids); break;
        case NODE_SHARE: {
            Share *s = (Share *)node;
            for (uint32_t i = 0; i < s->count; i++)
                rename_ref(&s->parts[i].name, ids);
            break;
        }
        case NODE_TABLE: {
            Table *t = (Table *)node;
            rename_ref(&t->name, ids);
            for (uint32_t i = 0; i < t->column_count; i++) {
                rename_ref(&t->columns[i].as, ids);
                rename_ref(&t->columns[i].from, ids);
                rename_expr(t->columns[i].formula, ids);
            }
            rename_expr(t->where, ids);
            break;
        }
        case NODE_ROW: {
            Row *r = (Row *)node;
            rename_ref(&r->name, ids);
            rename_modifiers(r->modifiers, ids);
            break;
        }
        case NODE_TOTAL:
            rename_list(((Total *)node)->of, ids);
            rename_expr(((Total *)node)->where, ids);
            break;
        case NODE_CHECK: rename_expr(((Check *)node)->expr, ids); break;
        case NODE_EFFECT:
            rename_ref(&((Effect *)node)->category, ids);
            rename_list(((Effect *)node)->on, ids);
            break;
        case NODE_ALLOW: rename_ref(&((Allow *)node)->code, ids); break;
        case NODE_QUERY:
            rename_ref(&((Query *)node)->name, ids);
            rename_select(((Query *)node)->select, ids);
            break;
        case NODE_REQUIRES: rename_expr(((Requires *)node)->expr, ids); break;
        case NODE_PROPERTY: {
            Property *p = (Property *)node;
            rename_ref(&p->name, ids);
            for (uint32_t i = 0; i < p->count; i++)
                if (p->values[i].kind == VALUE_NAME)
                    p->values[i].name = ids[p->values[i].name];
            break;
        }
        case NODE_EVERY:
        case NODE_INCLUDE:
        case NODE_YEARS:
        case NODE_UNIT:
        case NODE_MEASURE:
        case NODE_ERROR: break;
        }
        const Block *block = tree_block(node);
        if (block != NULL)
            rename_nodes(block->first, ids);
    }
}

void tree_rename(Tree *tree, const NameId *ids) {
    for (uint32_t i = 0; i < tree->lost.count; i++)
        tree->lost.at[i].name = ids[tree->lost.at[i].name];
    rename_nodes(tree->first, ids);
}
