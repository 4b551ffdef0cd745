#include "voice/said.h"

#include <utility>

namespace voice {

namespace {

int weight_of(char mark) {
    constexpr std::string_view kByWeight = ",:;.!?";
    return mark == 0 ? -1 : static_cast<int>(kByWeight.find(mark));
}

}  // namespace

void Said::word(std::string_view words) {
    if (words.empty()) return;
    if (mark_ != 0) text_ += mark_;
    if (!text_.empty()) text_ += mark_ != 0 ? " " : joint_;
    text_ += words;
    mark_ = 0;
    joint_ = " ";
}

void Said::pause(char mark) {
    if (!text_.empty() && weight_of(mark) > weight_of(mark_)) mark_ = mark;
}

void Said::join(std::string_view by) { joint_ = by; }

std::string Said::take() && {
    if (weight_of(mark_) >= weight_of('.')) text_ += mark_;
    return std::move(text_);
}

}  // namespace voice
