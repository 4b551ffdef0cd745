// motcua-province: the province's server and its command line.

#include "province/cli.h"

int main(int argc, char** argv) {
    return province::command_line(argc, argv, MOTCUA_CONFIG, MOTCUA_ASSETS, MOTCUA_VERSION);
}
