/* The version of the program, which its output for other programs names too. */
#ifndef INTEG_BASE_VERSION_H
#define INTEG_BASE_VERSION_H

extern const char version_number[];   /* "0.1.0" */
extern const char version_released[]; /* "November 21, 2026", for the manual */

#endif
