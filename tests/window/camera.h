#pragma once

#include <string>

#include "window/walker.h"

/// Keeps what stands on the glass as FOLDER/name-l.png or -p.png (landscape, portrait), and prints
/// a line a picture. The walker must outlive it.
class Camera {
public:
    Camera(Walker& walker, std::string folder, bool portrait)
        : walker_(walker), folder_(std::move(folder)), portrait_(portrait) {}

    Result<> take(const std::string& name);
    int count() const { return count_; }

private:
    Walker& walker_;
    std::string folder_;
    bool portrait_;
    int count_ = 0;
};
