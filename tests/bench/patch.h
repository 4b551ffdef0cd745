#pragma once

#include <cstdint>
#include <optional>

#include "window/observed.h"
#include "window/picture.h"

/// The side of the square that is watched: large enough to hold letters, small enough to be
/// compared in microseconds.
inline constexpr int kPatchSide = 128;

/// The patch of two pictures of one size where the most pixels differ; nothing when none does.
/// Patches overlap by half, so that a change is met in its middle. None of them touches `spared`.
std::optional<Area> most_changed(const Picture& before, const Picture& after,
                                 const Area& spared = {});

/// How many pixels differ in a patch of two pictures of one size.
int changed_in(const Picture& before, const Picture& after, const Area& patch);

/// The colour of most of a picture: what things stand on.
std::uint32_t ground_of(const Picture& picture);

/// A part of a picture.
Picture cut(const Picture& picture, const Area& patch);
