/* The version, stated in this one place. */
#include "base/version.h"

const char integ_version[] = "0.1.0";
const char integ_released[] = "November 21, 2026";
