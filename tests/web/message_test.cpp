#include "web/message.h"

#include <doctest/doctest.h>
