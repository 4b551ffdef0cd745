#pragma once

#include <doctest/doctest.h>

#include "base/result.h"

/// The value of a Result that cannot fail in this test; otherwise the test stops and says why.
template <class T>
T must(Result<T> result) {
    if (!result) FAIL(result.error().message);
    return std::move(result).value();
}

/// The message of a Result that must fail; otherwise the test stops.
template <class T>
std::string must_fail(const Result<T>& result) {
    if (result) FAIL("expected a failure");
    return result.error().message;
}
