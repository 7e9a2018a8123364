/* The last digits of figures. */
#include "eval/grain.h"

static int32_t last_scale(Figure figure) {
    return figure.scale - (int32_t)figure.blur;
}

bool figure_is_rough(Figure figure) {
    return (figure.flags & FIGURE_APPROXIMATE) != 0;
}

int32_t figure_fine_scale(const Model *model, Figure figure, Id table) {
    int32_t scale = last_scale(figure);
    if (table == 0 || figure_is_rough(figure))
        return scale;
    const TableInfo *info = &model->tables.at[table];
    return (info->finest > scale ? info->finest : scale) - info->zeros;
}

int32_t figure_own_scale(const Model *model, Figure figure, Id table) {
    int32_t scale = last_scale(figure);
    if (table == 0 || figure_is_rough(figure))
        return scale;
    const TableInfo *info = &model->tables.at[table];
    bool integer = scale <= -info->power;
    return (integer && info->commonest > scale ? info->commonest : scale) - info->zeros;
}
