#include "officers/officers.h"

#include <doctest/doctest.h>
