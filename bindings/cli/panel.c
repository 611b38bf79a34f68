/* SPDX-License-Identifier: MIT */
/* panel.c - conversations judged by several judges at once.
 *
 * Batches of conversations go round in a ring: one is being filled, those
 * before it wait for a judge or are being judged, and those before them wait
 * to be taken, oldest first. When the ring is full the thread that fills it
 * waits, so that memory stays bounded. */
#define _POSIX_C_SOURCE 200809L
#include "panel.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "measure.h"

struct seat {
  struct panel *panel;
  struct bench bench;
  pthread_t thread;
};

struct place {
  struct batch batch;
  bool judged;
};

struct panel {
  struct log *log;
  struct log reading; /* holds what is said while a batch is filled */
  struct taker taker;
  struct seat *seats;
  size_t seat_count;
  size_t threads;     /* that run; 0: judge at once */
  double waiting;     /* seconds, of panel_times() */
  struct buffer said; /* by a judge without a thread */

  struct place *ring;
  size_t size;
  pthread_mutex_t mutex; /* guards what follows, and `judged` */
  pthread_cond_t filled_some, judged_some;
  size_t filled, begun, taken; /* batches so far */
  bool closed;                 /* no more will be filled */
  double judging;              /* seconds */
};

static struct place *place_at(struct panel *panel, size_t number) {
  return &panel->ring[number % panel->size];
}

/* ---- The judges' threads ------------------------------------------------- */

/* The next batch to judge; NULL when there will be none. */
static struct place *wait_for_work(struct panel *panel) {
  struct place *place = NULL;
  pthread_mutex_lock(&panel->mutex);
  while (panel->begun == panel->filled && !panel->closed)
    pthread_cond_wait(&panel->filled_some, &panel->mutex);
  if (panel->begun < panel->filled) place = place_at(panel, panel->begun++);
  pthread_mutex_unlock(&panel->mutex);
  return place;
}

static void *work(void *ctx) {
  struct seat *seat = ctx;
  struct panel *panel = seat->panel;
  struct place *place;
  while ((place = wait_for_work(panel))) {
    double start = measure_now();
    batch_judge(&place->batch, &seat->bench);
    double seconds = measure_now() - start;
    pthread_mutex_lock(&panel->mutex);
    panel->judging += seconds;
    place->judged = true;
    pthread_cond_signal(&panel->judged_some);
    pthread_mutex_unlock(&panel->mutex);
  }
  return NULL;
}

/* As many threads as the system gives. Signals are for the thread that reads:
 * it may be waiting for input. */
static void start(struct panel *panel) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  for (size_t i = 0; i < panel->seat_count; i++) {
    struct seat *seat = &panel->seats[i];
    if (pthread_create(&seat->thread, NULL, work, seat) != 0) break;
    panel->threads++;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void stop(struct panel *panel) {
  pthread_mutex_lock(&panel->mutex);
  panel->closed = true;
  pthread_cond_broadcast(&panel->filled_some);
  pthread_mutex_unlock(&panel->mutex);
  for (size_t i = 0; i < panel->threads; i++)
    pthread_join(panel->seats[i].thread, NULL);
}

/* ---- The ring ------------------------------------------------------------ */

/* The batch to fill; what is said meanwhile goes there. */
static struct batch *filling(struct panel *panel) {
  return &place_at(panel, panel->filled)->batch;
}

static void take(struct panel *panel, struct place *place) {
  const struct batch *batch = &place->batch;
  for (size_t i = 0; i < batch->count; i++) {
    struct verdict verdict = batch_verdict(batch, i);
    log_replay(panel->log, batch_notes(batch, i));
    panel->taker.take(panel->taker.ctx, &verdict);
  }
  log_replay(panel->log, batch_notes(batch, batch->count));
  batch_clear(&place->batch);
}

/* The oldest batch, if it is judged or once it is; NULL if there is none. */
static struct place *next_judged(struct panel *panel, bool wait) {
  struct place *place = NULL;
  double start = measure_now();
  pthread_mutex_lock(&panel->mutex);
  if (panel->taken < panel->filled) {
    place = place_at(panel, panel->taken);
    while (wait && !place->judged)
      pthread_cond_wait(&panel->judged_some, &panel->mutex);
    if (!place->judged) place = NULL;
  }
  pthread_mutex_unlock(&panel->mutex);
  panel->waiting += measure_now() - start;
  return place;
}

/* Take what is judged; with `room`, wait until there are at most so many
 * batches in the ring. */
static void take_judged(struct panel *panel, size_t room) {
  struct place *place;
  while ((place = next_judged(panel, panel->filled - panel->taken > room))) {
    take(panel, place);
    place->judged = false;
    panel->taken++;
  }
}

static void hand_over(struct panel *panel) {
  pthread_mutex_lock(&panel->mutex);
  panel->filled++;
  pthread_cond_signal(&panel->filled_some);
  pthread_mutex_unlock(&panel->mutex);
}

/* ---- What others call ---------------------------------------------------- */

static bool open_seats(struct panel *panel, hvl_ruleset *ruleset,
                       const struct options *options) {
  panel->seats = mem_zeroed(options->jobs, sizeof *panel->seats);
  for (size_t i = 0; i < options->jobs; i++) {
    panel->seat_count++;
    panel->seats[i].panel = panel;
    if (!bench_open(&panel->seats[i].bench, ruleset, options, panel->log))
      return false;
  }
  return true;
}

struct panel *panel_new(hvl_ruleset *ruleset, const struct options *options,
                        struct log *log, struct taker taker) {
  struct panel *panel = mem_zeroed(1, sizeof *panel);
  panel->log = log;
  panel->taker = taker;
  panel->size = 2 * options->jobs + 2;
  panel->ring = mem_zeroed(panel->size, sizeof *panel->ring);
  pthread_mutex_init(&panel->mutex, NULL);
  pthread_cond_init(&panel->filled_some, NULL);
  pthread_cond_init(&panel->judged_some, NULL);
  panel->reading = log_holding(log, &filling(panel)->notes);
  if (!open_seats(panel, ruleset, options)) {
    panel_free(panel);
    return NULL;
  }
  if (options->jobs > 1) start(panel);
  return panel;
}

void panel_free(struct panel *panel) {
  if (!panel) return;
  stop(panel);
  for (size_t i = 0; i < panel->seat_count; i++)
    bench_close(&panel->seats[i].bench);
  for (size_t i = 0; i < panel->size; i++) batch_free(&panel->ring[i].batch);
  pthread_cond_destroy(&panel->judged_some);
  pthread_cond_destroy(&panel->filled_some);
  pthread_mutex_destroy(&panel->mutex);
  log_free(&panel->reading);
  buffer_free(&panel->said);
  free(panel->ring);
  free(panel->seats);
  free(panel);
}

struct log *panel_log(struct panel *panel) {
  return panel->threads ? &panel->reading : panel->log;
}

static void judge_at_once(struct panel *panel, const char *path,
                          const struct chat *chat) {
  struct verdict verdict = {.path = path, .chat = chat};
  double start = measure_now();
  buffer_clear(&panel->said);
  verdict.findings = bench_judge(&panel->seats[0].bench, chat, path,
                                 &verdict.count, &panel->said);
  verdict.said = buffer_text(&panel->said);
  panel->waiting += measure_now() - start;
  panel->taker.take(panel->taker.ctx, &verdict);
}

struct panel_times panel_times(struct panel *panel) {
  struct panel_times times = {panel->waiting, panel->waiting};
  pthread_mutex_lock(&panel->mutex);
  if (panel->threads) times.judging = panel->judging;
  pthread_mutex_unlock(&panel->mutex);
  return times;
}

void panel_add(struct panel *panel, const char *path, const struct chat *chat) {
  if (!panel->threads) {
    judge_at_once(panel, path, chat);
    return;
  }
  batch_add(filling(panel), path, chat);
  if (!batch_is_full(filling(panel))) return;
  hand_over(panel);
  take_judged(panel, panel->size - 1);
  panel->reading.held = &filling(panel)->notes;
}

void panel_pass(struct panel *panel, const struct verdict *verdict) {
  struct buffer *notes = &filling(panel)->notes;
  log_replay(panel->log, buffer_text(notes));
  buffer_clear(notes);
  panel->taker.take(panel->taker.ctx, verdict);
}

void panel_finish(struct panel *panel) {
  if (!panel->threads) return;
  hand_over(panel);
  take_judged(panel, 0);
  panel->reading.held = &filling(panel)->notes;
}
