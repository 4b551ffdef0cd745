#include "officers/officers.h"

namespace officers {

std::string_view name_of(Role role) {
    switch (role) {
        case Role::viewer: return "viewer";
        case Role::editor: return "editor";
        case Role::admin: return "admin";
    }
    return "viewer";
}

}  // namespace officers
