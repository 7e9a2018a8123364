/* The version, stated in this one place. */
#include "base/version.h"

const char version_number[] = "0.1.0";
const char version_released[] = "November 21, 2026";
