/* The version, stated in this one place. */
#include "base/version.h"

const char integ_version[] = "0.1.0";
