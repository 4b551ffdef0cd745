#include "publishing/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>

#include "publishing/entries.h"

namespace publishing {

namespace {

using Key = std::pair<std::string, std::string>;  // What, subject.

Key key_of(const Entry& entry) { return {entry.what, entry.subject}; }

/// The names of the parts that differ, in order: "card.bring, fee".
std::string parts_that_differ(const Entry& before, const Entry& after) {
    const std::map<std::string, std::string> old(before.parts.begin(), before.parts.end());
    const std::map<std::string, std::string> fresh(after.parts.begin(), after.parts.end());
    std::set<std::string> names;
    for (const auto& [name, value] : old)
        if (const auto at = fresh.find(name); at == fresh.end() || at->second != value)
            names.insert(name);
    for (const auto& [name, value] : fresh)
        if (!old.contains(name)) names.insert(name);
    return fmt::format("{}", fmt::join(names, ", "));
}

std::optional<std::string> shown(const Entry& entry) {
    return entry.value.empty() ? std::nullopt : std::optional(entry.value);
}

Item item_of(const Entry& entry, Item::Change change) {
    Item item{.change = change,
              .what = entry.what,
              .subject = entry.subject,
              .name = entry.name,
              .before = {},
              .after = {}};
    (change == Item::Change::removed ? item.before : item.after) = shown(entry);
    return item;
}

std::optional<Item> changed(const Entry& before, const Entry& after) {
    if (before.value == after.value && before.parts == after.parts) return std::nullopt;
    Item item = item_of(after, Item::Change::changed);
    item.before = shown(before);
    if (!after.parts.empty()) {
        item.before.reset();
        item.after = parts_that_differ(before, after);
    }
    return item;
}

void add(Difference& difference, Item item) {
    switch (item.change) {
        case Item::Change::added: ++difference.added; break;
        case Item::Change::removed: ++difference.removed; break;
        case Item::Change::changed: ++difference.changed; break;
    }
    if (difference.items.size() < Difference::kItemsMax)
        difference.items.push_back(std::move(item));
    else
        ++difference.left_out;
}

}  // namespace

std::string_view name_of(Item::Change change) {
    switch (change) {
        case Item::Change::added: return "added";
        case Item::Change::removed: return "removed";
        case Item::Change::changed: return "changed";
    }
    return {};
}

Difference difference(const std::string& path, const std::optional<std::string>& before,
                      const std::string& after, const catalogue::Procedure& example) {
    Difference difference{.path = path, .same = before == after, .items = {}};
    if (difference.same) return difference;
    const Entries old = before ? entries_of(path, *before, example) : Entries();
    const Entries fresh = entries_of(path, after, example);
    std::map<Key, const Entry*> was;
    for (const Entry& entry : old) was[key_of(entry)] = &entry;
    for (const Entry& entry : fresh) {
        const auto at = was.find(key_of(entry));
        if (at == was.end()) {
            add(difference, item_of(entry, Item::Change::added));
            continue;
        }
        if (std::optional<Item> item = changed(*at->second, entry))
            add(difference, std::move(*item));
        was.erase(at);
    }
    for (const Entry& entry : old)
        if (was.contains(key_of(entry))) add(difference, item_of(entry, Item::Change::removed));
    return difference;
}

}  // namespace publishing
