// motcua-province: the province's server and its command line.

#include "base/packaged.h"
#include "province/cli.h"

int main(int argc, char** argv) {
    return province::command_line(argc, argv,
                                  {.config = packaged::kConfig,
                                   .assets = packaged::kAssets,
                                   .state = packaged::kState,
                                   .version = packaged::kVersion});
}
