#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "base/panic.h"

namespace ui {

/// A rectangle in pixels of the window, whole numbers by construction (theme sizes are rounded).
/// Layout is cutting: take a strip off one side, the box keeps the rest.
struct Box {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool operator==(const Box&) const = default;

    Box inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    Box inset(float by) const { return inset(by, by); }
    Box moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }

    Box cut_top(float height, float gap = 0) {
        const Box part{x, y, w, height};
        y += height + gap;
        h -= height + gap;
        return part;
    }
    Box cut_bottom(float height, float gap = 0) {
        const Box part{x, bottom() - height, w, height};
        h -= height + gap;
        return part;
    }
    Box cut_left(float width, float gap = 0) {
        const Box part{x, y, width, h};
        x += width + gap;
        w -= width + gap;
        return part;
    }
    Box cut_right(float width, float gap = 0) {
        const Box part{right() - width, y, width, h};
        w -= width + gap;
        return part;
    }
    /// A box of this size in the middle of this one.
    Box centred(float width, float height) const {
        return {std::round(x + (w - width) / 2), std::round(y + (h - height) / 2), width, height};
    }
};

/// A box cut into equal rows or columns with gaps; whole pixels, the last takes the rest. Each is
/// worked out when it is asked for: a frame lays out dozens of these and keeps none.
class Strips {
public:
    enum class Way { down, across };
    Strips(const Box& box, int count, float gap, Way way)
        : box_(box),
          count_(count),
          way_(way),
          size_(std::floor((length() - gap * static_cast<float>(count - 1)) /
                           static_cast<float>(count))),
          step_(size_ + gap) {}

    std::size_t size() const { return static_cast<std::size_t>(count_); }
    Box operator[](std::size_t index) const {
        ASSERT(index < size());
        const float from = static_cast<float>(index) * step_;
        const bool last = index + 1 == size();
        if (way_ == Way::down) return {box_.x, box_.y + from, box_.w, last ? box_.h - from : size_};
        return {box_.x + from, box_.y, last ? box_.w - from : size_, box_.h};
    }
    Box front() const { return (*this)[0]; }
    Box back() const { return (*this)[size() - 1]; }
    operator std::vector<Box>() const { return {begin(), end()}; }

    class Iterator {
    public:
        using value_type = Box;
        using reference = Box;
        using pointer = void;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        Iterator(const Strips& strips, std::size_t at) : strips_(&strips), at_(at) {}
        Box operator*() const { return (*strips_)[at_]; }
        Iterator& operator++() { return ++at_, *this; }
        Iterator operator++(int) { return {*strips_, at_++}; }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        const Strips* strips_;
        std::size_t at_;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }

private:
    float length() const { return way_ == Way::down ? box_.h : box_.w; }

    Box box_;
    int count_;
    Way way_;
    float size_, step_;
};

inline Strips rows(const Box& box, int count, float gap) {
    return {box, count, gap, Strips::Way::down};
}
inline Strips columns(const Box& box, int count, float gap) {
    return {box, count, gap, Strips::Way::across};
}

}  // namespace ui
