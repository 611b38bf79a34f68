/* SPDX-License-Identifier: MIT */
/* stats.c - how much a run has done, and what it took. */
#include "command/stats.h"

#include "base/measure.h"

static void put_amounts(struct buffer *out, const struct stats *stats,
                        const struct log *log, double seconds) {
  double rate = seconds > 0 ? (double)stats->messages / seconds : 0;
  buffer_format(out, message_text(log->lang, STATS), stats->files, stats->chats,
                stats->messages, stats->bytes, stats->findings, seconds, rate);
  buffer_put(out, '\n');
}

static void put_costs(struct buffer *out, const struct stats *stats,
                      const struct log *log, double seconds) {
  struct buffer peak = {0}, spilled = {0};
  double reading = seconds - stats->away - stats->reporting;
  measure_size(&peak, (double)measure_peak());
  measure_size(&spilled, (double)stats->spilled);
  buffer_format(out, message_text(log->lang, STATS_COSTS),
                reading > 0 ? reading : 0, stats->judging, stats->reporting,
                peak.data, spilled.data);
  buffer_put(out, '\n');
  buffer_free(&peak);
  buffer_free(&spilled);
}

void stats_print(const struct stats *stats, const struct log *log) {
  double seconds = measure_now() - stats->start;
  struct buffer out = {0};
  put_amounts(&out, stats, log, seconds);
  put_costs(&out, stats, log, seconds);
  fwrite(out.data, 1, out.len, log->stream);
  buffer_free(&out);
}
