#include "ui/icons.h"

#include <algorithm>
#include <iterator>

namespace ui {

namespace {

// Sorted by name; the code points of assets/fonts/icons.txt.
constexpr IconName kIcons[] = {
    {"account_balance", 0xE84F},
    {"add", 0xE145},
    {"agriculture", 0xEA79},
    {"approval", 0xE982},
    {"apps", 0xE5C3},
    {"arrow_back", 0xE5C4},
    {"arrow_forward", 0xE5C8},
    {"backspace", 0xE14A},
    {"badge", 0xEA67},
    {"bar_chart", 0xE26B},
    {"block", 0xE14B},
    {"check", 0xE5CA},
    {"check_box", 0xE834},
    {"check_box_outline_blank", 0xE835},
    {"check_circle", 0xE86C},
    {"chevron_right", 0xE5CC},
    {"close", 0xE5CD},
    {"cloud_sync", 0xEB5A},
    {"cloud_upload", 0xE2C3},
    {"construction", 0xEA3C},
    {"contrast", 0xEB37},
    {"credit_card", 0xE870},
    {"description", 0xE873},
    {"dns", 0xE875},
    {"document_scanner", 0xE5FA},
    {"error_outline", 0xE001},
    {"expand_less", 0xE5CE},
    {"expand_more", 0xE5CF},
    {"fact_check", 0xF0C5},
    {"family_restroom", 0xF1A2},
    {"filter_alt", 0xEF4F},
    {"folder_open", 0xE2C8},
    {"help_outline", 0xE8FD},
    {"home", 0xE88A},
    {"hourglass_empty", 0xE88B},
    {"info", 0xE88E},
    {"keyboard_arrow_down", 0xE313},
    {"keyboard_arrow_up", 0xE316},
    {"keyboard_double_arrow_down", 0xEAD0},
    {"label", 0xE892},
    {"landscape", 0xE3F7},
    {"language", 0xE894},
    {"local_hospital", 0xE548},
    {"local_post_office", 0xE554},
    {"lock", 0xE897},
    {"lock_clock", 0xEF57},
    {"logout", 0xE9BA},
    {"manage_search", 0xF02F},
    {"memory", 0xE322},
    {"menu_book", 0xEA19},
    {"military_tech", 0xEA3F},
    {"money_off", 0xE25C},
    {"monitor_heart", 0xEAA2},
    {"more_time", 0xEA5D},
    {"payments", 0xEF63},
    {"playlist_add_check", 0xE065},
    {"print", 0xE8AD},
    {"qr_code", 0xEF6B},
    {"qr_code_2", 0xE00A},
    {"qr_code_scanner", 0xF206},
    {"remove", 0xE15B},
    {"replay", 0xE042},
    {"restart_alt", 0xF053},
    {"save", 0xE161},
    {"schedule", 0xE8B5},
    {"school", 0xE80C},
    {"sd_card_alert", 0xF057},
    {"search", 0xE8B6},
    {"send", 0xE163},
    {"sentiment_dissatisfied", 0xE811},
    {"sentiment_neutral", 0xE812},
    {"sentiment_satisfied", 0xE813},
    {"sentiment_very_dissatisfied", 0xE814},
    {"sentiment_very_satisfied", 0xE815},
    {"smartphone", 0xE32C},
    {"star", 0xE838},
    {"storage", 0xE1DB},
    {"storefront", 0xEA12},
    {"support_agent", 0xF0E2},
    {"sync", 0xE627},
    {"touch_app", 0xE913},
    {"translate", 0xE8E2},
    {"trending_up", 0xE8E5},
    {"undo", 0xE166},
    {"usb", 0xE1E0},
    {"verified_user", 0xE8E8},
    {"vertical_align_bottom", 0xE258},
    {"visibility", 0xE8F4},
    {"volume_up", 0xE050},
    {"volunteer_activism", 0xEA70},
    {"warning", 0xE002},
    {"wifi", 0xE63E},
    {"wifi_off", 0xE648},
};

}  // namespace

const IconName* icons_begin() { return std::begin(kIcons); }
const IconName* icons_end() { return std::end(kIcons); }

char32_t icon_code(std::string_view name) {
    const auto* at = std::lower_bound(
        icons_begin(), icons_end(), name,
        [](const IconName& icon, std::string_view wanted) { return icon.name < wanted; });
    return at != icons_end() && at->name == name ? at->code : 0;
}

}  // namespace ui
