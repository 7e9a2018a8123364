/* Values of messages. */
#include "lsp/param.h"

#include <string.h>

static Param of(Param param, const json_t *at) {
    return (Param){param.lib, at};
}

Param param_get(Param param, const char *key) {
    return of(param, json_is_object(param.at) ? param.lib->json_object_get(param.at, key)
                                              : NULL);
}

Param param_path(Param param, const char *path) {
    Slice rest = slice_of(path), part;
    while (slice_split(&rest, '.', &part)) {
        char key[64];
        uint32_t length = part.length < sizeof key ? part.length : sizeof key - 1;
        memcpy(key, part.at, length);
        key[length] = '\0';
        param = param_get(param, key);
    }
    return param;
}

bool param_is(Param param) {
    return param.at != NULL && !json_is_null(param.at);
}

bool param_is_text(Param param) {
    return json_is_string(param.at);
}

bool param_is_number(Param param) {
    return json_is_integer(param.at);
}

bool param_is_list(Param param) {
    return json_is_array(param.at);
}

bool param_is_object(Param param) {
    return json_is_object(param.at);
}

uint32_t param_count(Param param) {
    size_t count = json_is_array(param.at) ? param.lib->json_array_size(param.at) : 0;
    return count < UINT32_MAX ? (uint32_t)count : UINT32_MAX;
}

Param param_item(Param param, uint32_t index) {
    return of(param, json_is_array(param.at) ? param.lib->json_array_get(param.at, index)
                                             : NULL);
}

Slice param_text(Param param) {
    return json_is_string(param.at)
               ? (Slice){param.lib->json_string_value(param.at),
                         (uint32_t)param.lib->json_string_length(param.at)}
               : (Slice){"", 0};
}

int64_t param_integer(Param param) {
    return json_is_integer(param.at) ? param.lib->json_integer_value(param.at) : 0;
}

uint32_t param_number(Param param) {
    int64_t number = param_integer(param);
    return number < 0 ? 0 : number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

bool param_true(Param param) {
    return json_is_true(param.at);
}

bool param_flag(Param param, bool fallback) {
    return json_is_true(param.at) || (fallback && !json_is_false(param.at));
}
