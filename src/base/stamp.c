/* What tells one state of a file from another: what the system knows of it. */
#include "base/stamp.h"

#include <sys/stat.h>

/* After splitmix64: every bit of the one changes about half of those of the other. */
uint64_t stamp_mix(uint64_t stamp, uint64_t more) {
    uint64_t x = stamp + more + UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    x ^= x >> 31;
    return x != 0 ? x : 1;
}

uint64_t stamp_of_file(const char *path) {
    struct stat about;
    if (stat(path, &about) != 0)
        return 0;
    uint64_t stamp = stamp_mix(0, (uint64_t)about.st_dev);
    stamp = stamp_mix(stamp, (uint64_t)about.st_ino);
    stamp = stamp_mix(stamp, (uint64_t)about.st_size);
    stamp = stamp_mix(stamp, (uint64_t)about.st_mtim.tv_sec);
    stamp = stamp_mix(stamp, (uint64_t)about.st_mtim.tv_nsec);
    /* What is written within one tick of the clock still moves the time of the inode. */
    stamp = stamp_mix(stamp, (uint64_t)about.st_ctim.tv_sec);
    return stamp_mix(stamp, (uint64_t)about.st_ctim.tv_nsec);
}
