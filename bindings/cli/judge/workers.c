/* SPDX-License-Identifier: MIT */
/* workers.c - conversations judged by several judges at once.
 *
 * Batches of conversations go round in a ring: one is being filled, those
 * before it wait for a judge or are being judged, and those before them wait
 * to be taken, oldest first. When the ring is full the thread that fills it
 * judges, too, until there is room, so that memory stays bounded and no
 * processor idle: it is one of the judges, the others have threads. */
#define _POSIX_C_SOURCE 200809L
#include "judge/workers.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/measure.h"
#include "base/thread.h"

struct worker {
  struct workers *workers;
  struct any_judge judge;
  pthread_t thread;
};

struct place {
  struct batch batch;
  bool judged;
};

struct workers {
  struct log *log;
  struct log reading; /* holds what is said while a batch is filled */
  struct taker taker;
  struct worker *data; /* the first has no thread of its own */
  size_t count;
  size_t threads;     /* that run; 0: judge at once */
  double waiting;     /* seconds, of workers_times() */
  struct buffer said; /* by a judge without a thread */

  struct place *ring;
  size_t size;
  pthread_mutex_t mutex; /* guards what follows, and `judged` */
  pthread_cond_t filled_some, judged_some;
  size_t filled, begun, taken; /* batches so far */
  bool closed;                 /* no more will be filled */
  double judging;              /* seconds */
};

static struct place *place_at(struct workers *workers, size_t number) {
  return &workers->ring[number % workers->size];
}

/* ---- The judges' threads ------------------------------------------------- */

/* The next batch to judge, with the mutex held; NULL if there is none now. */
static struct place *begin_one(struct workers *workers) {
  if (workers->begun == workers->filled) return NULL;
  return place_at(workers, workers->begun++);
}

/* The same, waited for; NULL when there will be none. */
static struct place *wait_for_work(struct workers *workers) {
  struct place *place;
  pthread_mutex_lock(&workers->mutex);
  while (!(place = begin_one(workers)) && !workers->closed)
    pthread_cond_wait(&workers->filled_some, &workers->mutex);
  pthread_mutex_unlock(&workers->mutex);
  return place;
}

static void judge_one(struct worker *worker, struct place *place) {
  struct workers *workers = worker->workers;
  double start = measure_now();
  batch_judge(&place->batch, &worker->judge);
  double seconds = measure_now() - start;
  pthread_mutex_lock(&workers->mutex);
  workers->judging += seconds;
  place->judged = true;
  pthread_cond_signal(&workers->judged_some);
  pthread_mutex_unlock(&workers->mutex);
}

static void *work(void *ctx) {
  struct worker *worker = ctx;
  struct place *place;
  while ((place = wait_for_work(worker->workers))) judge_one(worker, place);
  return NULL;
}

/* As many threads as the system gives. */
static void start(struct workers *workers) {
  for (size_t i = 1; i < workers->count; i++) {
    struct worker *worker = &workers->data[i];
    if (!thread_start(&worker->thread, work, worker)) break;
    workers->threads++;
  }
}

static void stop(struct workers *workers) {
  pthread_mutex_lock(&workers->mutex);
  workers->closed = true;
  pthread_cond_broadcast(&workers->filled_some);
  pthread_mutex_unlock(&workers->mutex);
  for (size_t i = 1; i <= workers->threads; i++)
    pthread_join(workers->data[i].thread, NULL);
}

/* ---- The ring ------------------------------------------------------------ */

/* The batch to fill; what is said meanwhile goes there. */
static struct batch *filling(struct workers *workers) {
  return &place_at(workers, workers->filled)->batch;
}

static void take(struct workers *workers, struct place *place) {
  const struct batch *batch = &place->batch;
  for (size_t i = 0; i < batch->count; i++) {
    struct judged judged = batch_judged(batch, i);
    log_replay(workers->log, batch_notes(batch, i));
    workers->taker.take(workers->taker.ctx, &judged);
  }
  log_replay(workers->log, batch_notes(batch, batch->count));
  batch_clear(&place->batch);
}

/* With the mutex held: judge what there is, else wait for the others. */
static void help(struct workers *workers) {
  struct place *place = begin_one(workers);
  if (!place) {
    pthread_cond_wait(&workers->judged_some, &workers->mutex);
    return;
  }
  pthread_mutex_unlock(&workers->mutex);
  judge_one(&workers->data[0], place);
  pthread_mutex_lock(&workers->mutex);
}

/* The oldest batch, if it is judged or once it is; NULL if there is none. */
static struct place *next_judged(struct workers *workers, bool wait) {
  struct place *place = NULL;
  double start = measure_now();
  pthread_mutex_lock(&workers->mutex);
  if (workers->taken < workers->filled) {
    place = place_at(workers, workers->taken);
    while (wait && !place->judged) help(workers);
    if (!place->judged) place = NULL;
  }
  pthread_mutex_unlock(&workers->mutex);
  workers->waiting += measure_now() - start;
  return place;
}

/* Take what is judged; with `room`, wait until there are at most so many
 * batches in the ring. */
static void take_judged(struct workers *workers, size_t room) {
  struct place *place;
  while (
      (place = next_judged(workers, workers->filled - workers->taken > room))) {
    take(workers, place);
    place->judged = false;
    workers->taken++;
  }
}

static void hand_over(struct workers *workers) {
  pthread_mutex_lock(&workers->mutex);
  workers->filled++;
  pthread_cond_signal(&workers->filled_some);
  pthread_mutex_unlock(&workers->mutex);
}

/* ---- What others call ---------------------------------------------------- */

static bool open_judges(struct workers *workers, hvl_ruleset *ruleset,
                        const struct options *options) {
  workers->data = mem_zeroed(options->jobs, sizeof *workers->data);
  for (size_t i = 0; i < options->jobs; i++) {
    workers->count++;
    workers->data[i].workers = workers;
    if (!any_judge_open(&workers->data[i].judge, ruleset, options,
                        workers->log))
      return false;
  }
  return true;
}

struct workers *workers_new(hvl_ruleset *ruleset, const struct options *options,
                            struct log *log, struct taker taker) {
  struct workers *workers = mem_zeroed(1, sizeof *workers);
  workers->log = log;
  workers->taker = taker;
  workers->size = 2 * options->jobs + 2;
  workers->ring = mem_zeroed(workers->size, sizeof *workers->ring);
  pthread_mutex_init(&workers->mutex, NULL);
  pthread_cond_init(&workers->filled_some, NULL);
  pthread_cond_init(&workers->judged_some, NULL);
  workers->reading = log_holding(log, &filling(workers)->notes);
  if (!open_judges(workers, ruleset, options)) {
    workers_free(workers);
    return NULL;
  }
  if (options->jobs > 1) start(workers);
  return workers;
}

void workers_free(struct workers *workers) {
  if (!workers) return;
  stop(workers);
  for (size_t i = 0; i < workers->count; i++)
    any_judge_close(&workers->data[i].judge);
  for (size_t i = 0; i < workers->size; i++)
    batch_free(&workers->ring[i].batch);
  pthread_cond_destroy(&workers->judged_some);
  pthread_cond_destroy(&workers->filled_some);
  pthread_mutex_destroy(&workers->mutex);
  log_free(&workers->reading);
  buffer_free(&workers->said);
  free(workers->ring);
  free(workers->data);
  free(workers);
}

struct log *workers_log(struct workers *workers) {
  return workers->threads ? &workers->reading : workers->log;
}

static void judge_at_once(struct workers *workers, struct judged judged) {
  double start = measure_now();
  buffer_clear(&workers->said);
  judged.findings =
      any_judge_chat(&workers->data[0].judge, judged.chat, judged.source,
                     &judged.count, &workers->said);
  judged.said = buffer_text(&workers->said);
  workers->waiting += measure_now() - start;
  workers->taker.take(workers->taker.ctx, &judged);
}

struct workers_times workers_times(struct workers *workers) {
  struct workers_times times = {workers->waiting, workers->waiting};
  pthread_mutex_lock(&workers->mutex);
  if (workers->threads) times.judging = workers->judging;
  pthread_mutex_unlock(&workers->mutex);
  return times;
}

void workers_add(struct workers *workers, const struct judged *judged) {
  if (!workers->threads) {
    judge_at_once(workers, *judged);
    return;
  }
  batch_add(filling(workers), judged);
  if (!batch_is_full(filling(workers))) return;
  hand_over(workers);
  take_judged(workers, workers->size - 1);
  workers->reading.held = &filling(workers)->notes;
}

void workers_pass(struct workers *workers, const struct judged *judged) {
  if (filling(workers)->count || workers->taken < workers->filled)
    workers_finish(workers);
  struct buffer *notes = &filling(workers)->notes;
  log_replay(workers->log, buffer_text(notes));
  buffer_clear(notes);
  workers->taker.take(workers->taker.ctx, judged);
}

bool workers_are_several(const struct workers *workers) {
  return workers->threads > 0;
}

void workers_give_to(struct workers *workers, struct taker taker) {
  workers_finish(workers);
  workers->taker = taker;
}

void workers_forget(struct workers *workers) {
  for (size_t i = 0; i < workers->count; i++)
    any_judge_forget(&workers->data[i].judge);
}

void workers_finish(struct workers *workers) {
  if (!workers->threads) return;
  hand_over(workers);
  take_judged(workers, 0);
  workers->reading.held = &filling(workers)->notes;
}
