/* SPDX-License-Identifier: MIT */
/* symbol_order.h - numbers symbols anew, so that those that share words lie
 * together. */
#ifndef HVL_COMPILE_SYMBOL_ORDER_H
#define HVL_COMPILE_SYMBOL_ORDER_H

#include "compile/build.h"

/* Put the symbols of `build` in order; the programs in its draft, which all are
 * there, name them by their new numbers. */
void hvl__symbols_order(struct build *build);

#endif
