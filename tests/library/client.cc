// The header is one for C++ too.
#include <integ.h>

#include <cstring>

int main() {
    const char *text = "project a \"A\" { funding 2020: 1 }\n";
    integ_file file = {"a.integ", text, std::strlen(text)};
    integ_workspace *workspace = nullptr;
    bool fine = integ_load(&file, 1, nullptr, &workspace) == INTEG_OK;
    integ_drop(workspace);
    return fine ? 0 : 1;
}
