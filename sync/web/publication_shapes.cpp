#include "web/publication_shapes.h"

namespace web {

namespace {

using json::Value;

Value shape(const publishing::Fault& fault) {
    return {{"path", fault.path},
            {"line", fault.line ? Value(*fault.line) : Value()},
            {"message", fault.message}};
}

Value text_or_null(const std::optional<std::string>& text) { return text ? Value(*text) : Value(); }

Value shape(const publishing::Difference& difference) {
    Value items = Value::array();
    for (const publishing::Item& item : difference.items)
        items.push_back({{"change", name_of(item.change)},
                         {"what", item.what},
                         {"subject", item.subject},
                         {"name", item.name},
                         {"before", text_or_null(item.before)},
                         {"after", text_or_null(item.after)}});
    return {{"path", difference.path},       {"same", difference.same},
            {"added", difference.added},     {"removed", difference.removed},
            {"changed", difference.changed}, {"left_out", difference.left_out},
            {"items", std::move(items)}};
}

std::string with_note(std::string text, const std::string& note) {
    return note.empty() ? text : text + ": " + note;
}

}  // namespace

Value shape(const std::vector<publishing::Fault>& faults) {
    Value list = Value::array();
    for (const publishing::Fault& fault : faults) list.push_back(shape(fault));
    return list;
}

Value shape(const publishing::Preview& preview) {
    Value changes = Value::array();
    for (const publishing::Difference& one : preview.changes) changes.push_back(shape(one));
    return {{"base", preview.base},
            {"kiosks", preview.kiosks},
            {"faults", shape(preview.faults)},
            {"changes", std::move(changes)}};
}

std::string detail_of(const publishing::Files& files, const ledger::Publisher& by) {
    std::string paths;
    for (const auto& [path, bytes] : files) paths += (paths.empty() ? "" : ", ") + path;
    return with_note(std::move(paths), by.note);
}

std::string detail_of(std::int64_t version, const ledger::Publisher& by) {
    return with_note("to " + std::to_string(version), by.note);
}

}  // namespace web
