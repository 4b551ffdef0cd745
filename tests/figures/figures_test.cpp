#include "figures/figures.h"

#include <doctest/doctest.h>
