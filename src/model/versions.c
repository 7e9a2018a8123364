/* Which kinds of money are versions of one amount, and which of them a sum holds. */
#include "model/versions.h"

#include "model/build.h"

/* ---- families ---- */

/* The kind that stands for all that hang together with one, and the way there shorter. */
static Id root_of(Id *up, Id money) {
    while (up[money] != money) {
        up[money] = up[up[money]];
        money = up[money];
    }
    return money;
}

/* Each kind of money by itself. */
static Id *new_families(Arena *arena, uint32_t count) {
    Id *up = ARENA_ARRAY(arena, Id, count);
    for (Id id = 0; id < count; id++)
        up[id] = id;
    return up;
}

void versions_find(Build *b) {
    uint32_t count = b->model->things[KIND_MONEY].count;
    Id *up = NULL;
    for (uint32_t i = 0; i < b->parentings.count; i++) {
        const Parenting *step = &b->parentings.at[i];
        if (step->kind != KIND_MONEY || step->child == step->parent)
            continue;
        up = up == NULL ? new_families(b->arena, count) : up;
        Id one = root_of(up, step->child), other = root_of(up, step->parent);
        up[one > other ? one : other] = one < other ? one : other;
    }
    if (up == NULL)
        return;
    Id *families = ARENA_ARRAY(b->arena, Id, count);
    for (Id id = 1; id < count; id++) {
        Id root = root_of(up, id);
        if (root != id)
            families[id] = families[root] = root;
    }
    b->model->families = families;
}

/* ---- sums ---- */

enum { FEW = 8 }; /* families that are looked through one by one */

void versions_clear(Versions *versions) {
    versions->each.count = 0;
    versions->more = (Map){0};
    versions->first = versions->other = (Version){0, 0};
}

/* What it holds of a family; NULL: nothing. */
static const Version *version_of(const Versions *versions, Id family) {
    if (versions->each.count > FEW) {
        uint32_t at = map_get(&versions->more, (MapKey){family, 0, 0, 0});
        return at == 0 ? NULL : &versions->each.at[at - 1];
    }
    for (uint32_t i = 0; i < versions->each.count; i++)
        if (versions->families[versions->each.at[i].money] == family)
            return &versions->each.at[i];
    return NULL;
}

static void put(Versions *versions, Arena *arena, Version version) {
    *VEC_PUSH(arena, &versions->each) = version;
    if (versions->each.count <= FEW)
        return;
    versions->more.arena = arena;
    for (uint32_t i = versions->more.count; i < versions->each.count; i++) {
        Id family = versions->families[versions->each.at[i].money];
        map_put(&versions->more, (MapKey){family, 0, 0, 0}, i + 1);
    }
}

static void add(Versions *versions, Arena *arena, Version version) {
    if (versions_several(versions))
        return;
    const Version *had = version_of(versions, versions->families[version.money]);
    if (had == NULL) {
        put(versions, arena, version);
    } else if (had->money != version.money) {
        versions->first = *had;
        versions->other = version;
    }
}

void versions_add(Versions *versions, const Model *model, Arena *arena, Id money,
                  uint32_t where) {
    if (versions_family(model, money) == 0)
        return;
    versions->families = model->families;
    add(versions, arena, (Version){money, where});
}

void versions_join(Versions *versions, Arena *arena, const Versions *from) {
    versions->families = from->families;
    if (!versions_several(versions) && versions_several(from)) {
        versions->first = from->first;
        versions->other = from->other;
    }
    for (uint32_t i = 0; i < from->each.count; i++)
        add(versions, arena, from->each.at[i]);
}

bool versions_clash(const Versions *one, const Versions *other, Version *first,
                    Version *second) {
    for (uint32_t i = 0; i < one->each.count; i++) {
        const Version *own = &one->each.at[i];
        const Version *had = version_of(other, one->families[own->money]);
        if (had != NULL && had->money != own->money) {
            *first = *had;
            *second = *own;
            return true;
        }
    }
    return false;
}
