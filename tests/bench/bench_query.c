/* How long queries take once the files are loaded, as medians of many runs:
 *
 *     bench_query PATH…
 *
 * For each query the whole of it (parsing, binding, running), and how many rows it read.
 * Nothing is asserted: times are the machine's. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "load.h"
#include "workspace/ask.h"

enum { RUNS = 41 };

static const char *const queries[] = {
    "select area, year, sum(amount) from funding group by area, year",
    "select area, year, sum(amount) from funding group by area, year pivot by year "
    "with totals",
    "select source.kind, year, sum(amount) from funding group by source.kind, year",
    "select area, sum(amount) from funding where year = 2020 and source.kind = external "
    "group by area",
    "select sum(amount), count(*), avg(amount), min(amount), max(amount) from funding",
    "select area, count(distinct project) from funding group by area",
    "select project, sum(amount) from funding group by project order by sum(amount) desc "
    "limit 20",
    "select area, sum(amount where year = 2020) as now, sum(amount where year = 2019) as "
    "before from funding group by area",
    "select project, year, amount from funding where amount > 39.8 mio DKK",
};

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int compare(const void *left, const void *right) {
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* What no query can be faster than: a look at each entry's line, year and figure. */
static void measure_bare(const Model *model) {
    enum { YEARS = 16 };
    const Facts *facts = &model->facts;
    int64_t *sums = calloc((size_t)model->things[KIND_AREA].count * YEARS, sizeof *sums);
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        double start = seconds();
        for (uint32_t row = 0; row < facts->count; row++) {
            Id area = model->lines.at[facts->line[row]].area;
            sums[area * YEARS + (uint32_t)facts->year[row] % YEARS] += facts->digits[row];
        }
        times[i] = seconds() - start;
    }
    int64_t all = 0;
    for (uint32_t i = 0; i < model->things[KIND_AREA].count * YEARS; i++)
        all += sums[i];
    free(sums);
    qsort(times, RUNS, sizeof *times, compare);
    printf("%9.3f ms %9.3f ms  a bare loop over the same columns (%lld)\n",
           times[RUNS / 2] * 1e3, times[0] * 1e3, (long long)all);
}

static void measure(const Workspace *workspace, const char *text) {
    double times[RUNS];
    uint64_t read = 0;
    uint32_t rows = 0;
    for (int i = 0; i < RUNS; i++) {
        Ask ask = {.text = slice_of(text), .path = SLICE("query")};
        double start = seconds();
        Answer *answer = workspace_ask(workspace, &ask);
        times[i] = seconds() - start;
        if (answer->result == NULL) {
            fprintf(stderr, "%s: could not be run\n", text);
            exit(1);
        }
        read = answer->result->rows_read;
        rows = answer->result->row_count;
        answer_drop(answer);
    }
    qsort(times, RUNS, sizeof *times, compare);
    printf("%9.3f ms %9.3f ms  %8llu read %7u rows  %s\n", times[RUNS / 2] * 1e3,
           times[0] * 1e3, (unsigned long long)read, rows, text);
}

int main(int argc, char **argv) {
    Memory memory;
    double start = seconds();
    Workspace *workspace = load_arguments(&memory, argc, argv);
    printf("%u facts, loaded in %.0f ms\n", workspace->model->facts.count,
           (seconds() - start) * 1e3);
    measure_bare(workspace->model);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        measure(workspace, queries[i]);
    workspace_drop(workspace);
    return 0;
}
