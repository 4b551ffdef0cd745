#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/panic.h"

/// What went wrong, in words an operator can act on. Codes are few: add one only when a
/// caller must behave differently because of it.
struct Error {
    enum class Code { io, not_found, corrupt, invalid, unavailable };

    Code code;
    std::string message;

    /// Prefixes the message with what we were doing: "open journal: disk I/O error".
    Error during(std::string_view doing) && {
        message.insert(0, std::string(doing) + ": ");
        return std::move(*this);
    }
};

/// A value, or the reason there is none. An Error converts by itself, so failing is
/// `return Error{...}`. `Result<>` is a success that carries nothing.
template <class T = std::monostate>
class [[nodiscard]] Result {
public:
    Result() requires std::is_default_constructible_v<T> : state_(std::in_place_index<0>) {}
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & {
        ASSERT(has_value());
        return *std::get_if<0>(&state_);
    }
    const T& value() const& {
        ASSERT(has_value());
        return *std::get_if<0>(&state_);
    }
    T&& value() && {
        ASSERT(has_value());
        return std::move(*std::get_if<0>(&state_));
    }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }

    const Error& error() const& {
        ASSERT(!has_value());
        return *std::get_if<1>(&state_);
    }
    Error&& error() && {
        ASSERT(!has_value());
        return std::move(*std::get_if<1>(&state_));
    }

private:
    std::variant<T, Error> state_;
};

/// Evaluates to the value of a Result, or returns its Error from the enclosing function.
/// One TRY per statement: inside a braced initialiser GCC 12 and clang 14 leak what was
/// already built when a later member fails.
#define TRY(expression)                                                      \
    __extension__({                                                          \
        auto&& try_result_ = (expression);                                   \
        if (!try_result_) [[unlikely]]                                       \
            return std::forward<decltype(try_result_)>(try_result_).error(); \
        std::forward<decltype(try_result_)>(try_result_).value();            \
    })
