#pragma once

#include <string>
#include <string_view>

/// What has been read so far: words with single spaces, and never two marks in a row. Internal to
/// spoken.cpp.
namespace voice {

class Said {
public:
    void word(std::string_view words);
    /// One of . , ; : ? ! after the last word. The stronger of two in a row stays: a full stop
    /// outweighs the comma of a closing bracket.
    void pause(char mark);
    /// Joins the next word to the last one, with a hyphen or with nothing.
    void join(std::string_view by);

    std::string take() &&;  ///< Without a mark at the end that only promises more.

private:
    std::string text_;
    char mark_ = 0;  ///< Waiting for the next word, for one at the beginning is none.
    std::string joint_ = " ";
};

}  // namespace voice
