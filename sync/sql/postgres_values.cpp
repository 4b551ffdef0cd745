#include "sql/postgres_values.h"

#include <algorithm>

namespace sql {

namespace {

// Types by their numbers in pg_type, which never change.
constexpr Oid kBytes = 17, kBigInt = 20, kSmallInt = 21, kInt = 23, kText = 25;
constexpr Oid kBytesArray = 1001, kTextArray = 1009, kBigIntArray = 1016;

// SQLSTATE, by class. Another try may find it otherwise: lost connections, a server that starts
// or stops or is a standby, deadlocks, timeouts, no more room or connections.
bool passes(std::string_view state) {
    constexpr std::string_view kPassing[] = {"08", "40", "53", "55", "57", "25006"};
    return state.empty() || std::any_of(std::begin(kPassing), std::end(kPassing),
                                        [&](auto prefix) { return state.starts_with(prefix); });
}

Error::Code code_of(std::string_view state) {
    if (passes(state)) return Error::Code::unavailable;
    if (state.starts_with("23") || state.starts_with("22")) return Error::Code::invalid;
    return Error::Code::io;
}

std::array<char, 8> big_endian(std::int64_t value) {
    std::array<char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (56 - 8 * i));
    return bytes;
}

void append_int(std::string& text, std::size_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift);
}

struct Type {
    Oid one, array;
};
Type type_of(const Value& value) {
    if (std::holds_alternative<std::int64_t>(value)) return {.one = kBigInt, .array = kBigIntArray};
    if (std::holds_alternative<Blob>(value)) return {.one = kBytes, .array = kBytesArray};
    return {.one = kText, .array = kTextArray};
}

void append_value(std::string& array, const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        append_int(array, sizeof *integer);
        const std::array<char, 8> bytes = big_endian(*integer);
        array.append(bytes.data(), bytes.size());
        return;
    }
    const auto* blob = std::get_if<Blob>(&value);
    const std::string_view bytes = blob ? blob->bytes : std::get<std::string_view>(value);
    append_int(array, bytes.size());
    array.append(bytes);
}

/// PostgreSQL's binary form of an array of one dimension that begins at 1 and has no NULL.
std::string array_of(std::span<const Values> rows, std::size_t column) {
    const Oid type = type_of(rows.front()[column]).one;
    std::string array;
    for (const std::size_t head :
         {std::size_t{1}, std::size_t{0}, std::size_t{type}, rows.size(), std::size_t{1}})
        append_int(array, head);
    for (const Values& row : rows) {
        ASSERT(row.size() == rows.front().size());
        ASSERT(type_of(row[column]).one == type);
        append_value(array, row[column]);
    }
    return array;
}

}  // namespace

Arguments Arguments::of_columns(std::span<const Values> rows) {
    ASSERT(!rows.empty());
    Arguments arguments;
    for (std::size_t column = 0; column < rows.front().size(); ++column)
        arguments.arrays_.push_back(array_of(rows, column));
    for (std::size_t column = 0; column < arguments.arrays_.size(); ++column) {
        const std::string& array = arguments.arrays_[column];
        arguments.types.push_back(type_of(rows.front()[column]).array);
        arguments.values.push_back(array.data());
        arguments.lengths.push_back(static_cast<int>(array.size()));
        arguments.formats.push_back(1);
    }
    return arguments;
}

std::string from_arrays(std::string_view statement) {
    constexpr std::string_view kValues = "VALUES (";
    const std::size_t from = statement.find(kValues);
    ASSERT(from != statement.npos);
    const std::size_t to = statement.find(')', from);
    ASSERT(to != statement.npos);
    const std::string_view places =
        statement.substr(from + kValues.size(), to - from - kValues.size());
    ASSERT(places.find_first_not_of("?, ") == places.npos);
    std::string text(statement.substr(0, from));
    return text.append("SELECT * FROM unnest(").append(places).append(statement.substr(to));
}

Arguments::Arguments(std::span<const Value> list) : integers_(list.size()) {
    for (std::size_t i = 0; i < list.size(); ++i) add(list[i], integers_[i]);
}

void Arguments::add(const Value& value, std::array<char, 8>& room) {
    std::string_view bytes;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        room = big_endian(*integer);
        bytes = {room.data(), room.size()};
        types.push_back(kBigInt);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        bytes = *text;
        types.push_back(kText);
    } else {
        bytes = std::get<Blob>(value).bytes;
        types.push_back(kBytes);
    }
    values.push_back(bytes.data() ? bytes.data() : "");  // A null pointer would be NULL.
    lengths.push_back(static_cast<int>(bytes.size()));
    formats.push_back(1);
}

std::string numbered(std::string_view statement) {
    std::string text;
    int count = 0;
    for (const char c : statement) {
        if (c == '?')
            text += "$" + std::to_string(++count);
        else
            text += c;
    }
    return text;
}

Rows rows_of(const PGresult* result) {
    Rows rows;
    for (int row = 0; row < PQntuples(result); ++row) {
        std::vector<std::variant<std::int64_t, std::string>> cells;
        for (int column = 0; column < PQnfields(result); ++column) {
            const std::string_view bytes(
                PQgetvalue(result, row, column),
                static_cast<std::size_t>(PQgetlength(result, row, column)));
            const Oid type = PQftype(result, column);
            if (type != kBigInt && type != kInt && type != kSmallInt) {
                cells.emplace_back(std::string(bytes));
                continue;
            }
            // Sign from the first byte; an int4 is as well what an int8 would be.
            std::uint64_t value = !bytes.empty() && (bytes[0] & 0x80) ? ~std::uint64_t{0} : 0;
            for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
            cells.emplace_back(static_cast<std::int64_t>(value));
        }
        rows.emplace_back(std::move(cells));
    }
    return rows;
}

std::int64_t changed_by(PGresult* result) {
    const std::string count = PQcmdTuples(result);
    return count.empty() ? 0 : std::stoll(count);
}

std::string one_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

Error error_of(const PGresult* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return {code_of(state ? state : ""), "postgresql: " + one_line(PQresultErrorMessage(result))};
}

bool succeeded(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace sql
