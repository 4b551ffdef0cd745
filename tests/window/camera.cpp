#include "window/camera.h"

#include <cstdio>

Result<> Camera::take(const std::string& name) {
    const std::string file = name + (portrait_ ? "-p.png" : "-l.png");
    const Picture picture = TRY(walker_.look());
    TRY(write_png(picture, folder_ + "/" + file));
    ++count_;
    std::printf("%-32s %s\n", file.c_str(), walker_.shown().screen.c_str());
    std::fflush(stdout);
    return {};
}
