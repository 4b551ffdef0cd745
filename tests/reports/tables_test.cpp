#include "reports/tables.h"

#include <doctest/doctest.h>
