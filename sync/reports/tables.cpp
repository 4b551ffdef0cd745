#include "reports/tables.h"
