/* Whether a file is still the one that was read. */
#ifndef INTEG_BASE_STAMP_H
#define INTEG_BASE_STAMP_H

#include <stdint.h>

/* A number made of a file's identity, size and time of change: another where its contents
 * were changed or it was replaced; 0 where there is none. Follows links. */
uint64_t stamp_of_file(const char *path);
/* Takes one more number into a stamp. Never gives 0. */
uint64_t stamp_mix(uint64_t stamp, uint64_t more);

#endif
