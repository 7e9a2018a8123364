/* A thread that waits for a condition until a time, and makes the call where it was not
 * told in between that all is done. */
#include "base/late.h"

#include <pthread.h>
#include <time.h>

enum { NANOSECONDS = 1000000000 };

struct Late {
    const Memory *memory;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    struct timespec when; /* of CLOCK_MONOTONIC */
    LateCall *call;
    void *context;
    bool done, made;
};

static void *wait_and_call(void *argument) {
    Late *late = argument;
    int error = 0;
    pthread_mutex_lock(&late->mutex);
    while (!late->done && error == 0)
        error = pthread_cond_timedwait(&late->ended, &late->mutex, &late->when);
    if (!late->done) {
        late->call(late->context); /* while it holds the mutex: late_end waits for it */
        late->made = true;
    }
    pthread_mutex_unlock(&late->mutex);
    return NULL;
}

static bool set_up(Late *late, unsigned milliseconds) {
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0)
        return false;
    bool fine = clock_gettime(CLOCK_MONOTONIC, &late->when) == 0 &&
                pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
                pthread_cond_init(&late->ended, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    if (!fine)
        return false;
    if (pthread_mutex_init(&late->mutex, NULL) != 0) {
        pthread_cond_destroy(&late->ended);
        return false;
    }
    late->when.tv_sec += milliseconds / 1000;
    late->when.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    late->when.tv_sec += late->when.tv_nsec / NANOSECONDS;
    late->when.tv_nsec %= NANOSECONDS;
    return true;
}

static void take_down(Late *late) {
    pthread_mutex_destroy(&late->mutex);
    pthread_cond_destroy(&late->ended);
}

Late *late_begin(const Memory *memory, unsigned milliseconds, LateCall *call,
                 void *context) {
    Late *late = memory_resize(memory, NULL, sizeof *late);
    *late = (Late){.memory = memory, .call = call, .context = context};
    bool ready = set_up(late, milliseconds);
    if (ready && pthread_create(&late->thread, NULL, wait_and_call, late) == 0)
        return late;
    if (ready)
        take_down(late);
    memory_free(memory, late);
    return NULL;
}

bool late_end(Late *late) {
    if (late == NULL)
        return false;
    pthread_mutex_lock(&late->mutex);
    late->done = true;
    pthread_cond_signal(&late->ended);
    pthread_mutex_unlock(&late->mutex);
    pthread_join(late->thread, NULL);
    bool made = late->made;
    take_down(late);
    memory_free(late->memory, late);
    return made;
}
