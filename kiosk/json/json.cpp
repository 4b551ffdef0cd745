#include "json/json.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/files.h"

namespace json {

namespace {

// The library quotes the last token whole; a token may be megabytes of somebody's file.
constexpr std::size_t kProblemBytesMax = 300;

/// Walks the bytes and tells how far it came: the builder's callbacks carry no position.
class Reader {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Reader(const char* at, const char*& furthest) : at_(at), furthest_(&furthest) {}
    reference operator*() const { return *at_; }
    Reader& operator++() {
        *furthest_ = ++at_;
        return *this;
    }
    bool operator==(const Reader& other) const { return at_ == other.at_; }

private:
    const char* at_;
    const char** furthest_;
};

/// Feeds a DOM builder and refuses what we do not accept: depth, duplicate keys, NUL.
class Strict {
public:
    using number_integer_t = Value::number_integer_t;
    using number_unsigned_t = Value::number_unsigned_t;
    using number_float_t = Value::number_float_t;
    using string_t = Value::string_t;
    using binary_t = Value::binary_t;

    Strict(Value& root, int depth_max) : builder_(root, false), depth_max_(depth_max) {}

    bool null() { return builder_.null(); }
    bool boolean(bool v) { return builder_.boolean(v); }
    bool number_integer(number_integer_t v) { return builder_.number_integer(v); }
    bool number_unsigned(number_unsigned_t v) { return builder_.number_unsigned(v); }
    bool number_float(number_float_t v, const string_t& s) { return builder_.number_float(v, s); }
    bool binary(binary_t& v) { return builder_.binary(v); }
    bool string(string_t& v) {
        if (v.find('\0') != string_t::npos) return refuse("a NUL character inside text");
        return builder_.string(v);
    }
    bool start_object(std::size_t size) {
        if (!descend()) return false;
        keys_.emplace_back();
        return builder_.start_object(size);
    }
    bool key(string_t& v) {
        if (v.find('\0') != string_t::npos) return refuse("a NUL character inside a key");
        if (!keys_.back().insert(v).second) return refuse("the key \"" + v + "\" twice");
        return builder_.key(v);
    }
    bool end_object() {
        keys_.pop_back();
        --depth_;
        return builder_.end_object();
    }
    bool start_array(std::size_t size) { return descend() && builder_.start_array(size); }
    bool end_array() {
        --depth_;
        return builder_.end_array();
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& why) {
        problem_ = why.what();
        // "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error …",
        // "[json.exception.out_of_range.406] number overflow …": we say the place ourselves.
        for (const std::string_view end : {"] ", ": "}) {
            const std::size_t at = problem_.find(end);
            const bool leads = end == "] " ? problem_.starts_with("[json.")
                                           : problem_.starts_with("parse error at");
            if (leads && at != std::string::npos) problem_.erase(0, at + end.size());
        }
        return false;
    }

    const std::string& problem() const { return problem_; }

private:
    bool descend() {
        return ++depth_ <= depth_max_ || refuse("nested deeper than " + std::to_string(depth_max_));
    }
    bool refuse(std::string why) {
        problem_ = std::move(why);
        return false;
    }

    nlohmann::detail::json_sax_dom_parser<Value> builder_;
    std::vector<std::set<std::string>> keys_;
    std::string problem_;
    int depth_max_;
    int depth_ = 0;
};

/// "line:column" of the last byte that was read.
std::string place(std::string_view read) {
    const std::string_view before = read.substr(0, read.empty() ? 0 : read.size() - 1);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n');
    const std::size_t column = before.size() - (start == before.npos ? 0 : start + 1) + 1;
    return std::to_string(line) + ":" + std::to_string(column);
}

/// At most so many bytes, never half a character.
std::string shortened(std::string text) {
    if (text.size() <= kProblemBytesMax) return text;
    std::size_t end = kProblemBytesMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

}  // namespace

Result<Value> parse(std::string_view bytes, std::string_view source, Limits limits) {
    if (bytes.size() > limits.bytes)
        return Error{Error::Code::invalid, std::string(source) + ": larger than " +
                                               std::to_string(limits.bytes) + " bytes"};
    const auto refusal = [&](std::size_t read, const std::string& why) {
        const std::string where = std::string(source) + ":" + place(bytes.substr(0, read));
        return Error{Error::Code::invalid, where + ": not usable JSON: " + shortened(why)};
    };
    // The library takes a NUL for the end of the file and would not see what follows.
    const std::size_t nul = bytes.find('\0');
    if (nul != std::string_view::npos) return refusal(nul + 1, "a NUL byte");
    Value root;
    Strict strict(root, limits.depth);
    const char* furthest = bytes.data();
    const Reader first(bytes.data(), furthest), last(bytes.data() + bytes.size(), furthest);
    if (Value::sax_parse(first, last, &strict)) return root;
    return refusal(static_cast<std::size_t>(furthest - bytes.data()), strict.problem());
}

Result<Value> parse_file(const std::string& path, Limits limits) {
    const std::string bytes = TRY(files::read(path, limits.bytes));
    return parse(bytes, path, limits);
}

const Value* find(const Value& object, std::string_view key) {
    if (!object.is_object()) return nullptr;
    const auto at = object.find(key);
    return at == object.end() || at->is_null() ? nullptr : &*at;
}

const std::string* text(const Value& object, std::string_view key) {
    const Value* value = find(object, key);
    return value ? value->get_ptr<const std::string*>() : nullptr;
}

const Value* array(const Value& object, std::string_view key) {
    const Value* value = find(object, key);
    return value && value->is_array() ? value : nullptr;
}

bool integer(const Value& object, std::string_view key, std::int64_t& out) {
    const Value* value = find(object, key);
    if (!value || !value->is_number_integer()) return false;
    if (value->is_number_unsigned() && *value->get_ptr<const std::uint64_t*>() > INT64_MAX)
        return false;
    out = value->is_number_unsigned()
              ? static_cast<std::int64_t>(*value->get_ptr<const std::uint64_t*>())
              : *value->get_ptr<const std::int64_t*>();
    return true;
}

bool number(const Value& object, std::string_view key, double& out) {
    const Value* value = find(object, key);
    if (!value || !value->is_number()) return false;
    out = value->get<double>();  // Cannot throw: it is a number.
    return true;
}

std::vector<std::string> unknown_keys(const Value& object,
                                      std::initializer_list<std::string_view> known) {
    std::vector<std::string> unknown;
    if (!object.is_object()) return unknown;
    for (const auto& item : object.items())
        if (std::find(known.begin(), known.end(), item.key()) == known.end())
            unknown.push_back(item.key());
    return unknown;
}

}  // namespace json
