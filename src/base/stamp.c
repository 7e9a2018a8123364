/* What tells one state of a file from another: what the system knows of it. */
#include "base/stamp.h"
#include "base/hash.h"

#include <sys/stat.h>

uint64_t stamp_mix(uint64_t stamp, uint64_t more) {
    uint64_t mixed = hash_spread(stamp + more + UINT64_C(0x9e3779b97f4a7c15));
    return mixed != 0 ? mixed : 1;
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
