/* Figures. */
#include "syntax/figure.h"

Span figure_span(Figure figure) {
    return (Span){figure.at, figure.at + figure.length};
}

Decimal figure_decimal(Figure figure) {
    return (Decimal){figure.digits, figure.scale};
}
