#pragma once

#include <string>
#include <vector>

#include "window/picture.h"

/// A PDF as others see it: poppler's pdftotext and pdftoppm.
namespace pdf {

/// The words, page by page, runs of white as one space.
std::vector<std::string> text_of(const std::string& bytes);
/// The pages at 203 dots an inch.
std::vector<Picture> pictures_of(const std::string& bytes);

}  // namespace pdf
