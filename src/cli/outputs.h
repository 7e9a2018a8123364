/* Where a report goes: to standard output in one format, and to files in any. */
#ifndef INTEG_CLI_OUTPUTS_H
#define INTEG_CLI_OUTPUTS_H

#include <stdbool.h>
#include "cli/cli.h"
#include "render/report.h"

#define OUTPUT_CHOICES "text|json|sarif|github|gnu|markdown|junit|gitlab"

/* `format` is one of the choices, or NULL for text. */
void output_show(const char *format, const Report *report, Writer *out);

/* The values FORMAT=FILE of the option `row`; none may be the baseline (NULL: there is
 * none), nor another one. False where one cannot be; it has been said then. */
bool outputs_check(Cli *cli, const Arguments *arguments, int row, const char *baseline);
/* Writes them, each whole or not at all, without colours and with a closing line. False
 * where one was not; it has been said. */
bool outputs_write(Cli *cli, const Arguments *arguments, int row, const Report *report);

/* Writes one file, whole or not at all, but over none of the sources. `what` it is, for
 * the message: "the report". */
bool output_put(Cli *cli, const char *what, const char *file, const Sources *sources,
                Slice text);

#endif
