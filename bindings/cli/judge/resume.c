/* SPDX-License-Identifier: MIT */
/* resume.c - an audit that ended before its end goes on.
 *
 * Files are read anew, as what they hold stands in no order that one could go
 * on from; but to judge takes most of the time. So the findings of each
 * conversation are kept in a journal, and the state says how much of that is
 * good. Reports are made from the start: they come out the same. */
#define _POSIX_C_SOURCE 200809L
#include "judge/resume.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/measure.h"
#include "judge/identity.h"
#include "judge/state_file.h"

/* Seconds between two checkpoints, at least and at most; else so many times as
 * long as writing one takes. */
static const double SHORTEST = 0.1, LONGEST = 2, SHARE = 10;

static const char magic[] = "hvline findings 1\n";

struct resume {
  const char *path; /* of the state */
  struct log *log;
  struct buffer journal_path, new_path, head;
  int file; /* of the journal; -1: none */
  struct journal *journal;
  uint64_t known;       /* conversations that were judged before */
  uint64_t asked, kept; /* so far */
  double due;           /* when the next checkpoint is */
  bool failed;          /* no more are written */
};

static bool complain(struct resume *resume, const char *path,
                     enum message message) {
  log_error(resume->log, (struct where){path, 0}, message, path);
  return false;
}

static bool complain_errno(struct resume *resume, const char *path) {
  log_error(resume->log, (struct where){path, 0}, CANNOT_WRITE,
            strerror(errno));
  return false;
}

void resume_name(struct buffer *out, const char *path, enum resume_file file) {
  static const char *const endings[RESUME_FILES] = {"", ".findings", ".new"};
  buffer_format(out, "%s%s", path, endings[file]);
}

/* ---- Beginning ----------------------------------------------------------- */

/* What is read from a pipe cannot be read again. */
static bool check_files(struct resume *resume, const struct words *paths) {
  for (size_t i = 0; i < paths->count; i++) {
    struct stat about;
    const char *path = paths->items[i];
    bool is_pipe = strcmp(path, "-") == 0 ||
                   (stat(path, &about) == 0 && !S_ISREG(about.st_mode));
    if (!is_pipe) continue;
    log_error(resume->log, (struct where){path, 0}, RESUME_PIPE);
    return false;
  }
  return true;
}

/* Nobody else's file is overwritten, nor that of an audit that still runs. */
static bool open_journal(struct resume *resume) {
  const char *path = resume->journal_path.data;
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  char begin[sizeof magic];
  resume->file = open(path, O_RDWR | O_CREAT, 0600);
  if (resume->file < 0) return complain_errno(resume, path);
  if (fcntl(resume->file, F_SETLK, &lock) != 0 &&
      (errno == EACCES || errno == EAGAIN))
    return complain(resume, resume->path, RESUME_IN_USE);
  ssize_t len = pread(resume->file, begin, sizeof begin - 1, 0);
  if (len < 0 || memcmp(begin, magic, (size_t)len) != 0)
    return complain(resume, path, RESUME_FOREIGN);
  return true;
}

/* Nor that where the next state is written, which may be that of an audit, too:
 * then it has a journal of its own. */
static bool check_next(struct resume *resume) {
  const char *path = resume->new_path.data;
  struct buffer journal = {0};
  resume_name(&journal, path, RESUME_JOURNAL);
  bool used = access(journal.data, F_OK) == 0;
  buffer_free(&journal);
  if (used) return complain(resume, path, RESUME_IN_USE);
  return state_is_left(path) || complain(resume, path, RESUME_FOREIGN);
}

static bool begin(struct resume *resume) {
  struct state state = {.head_len = resume->head.len};
  if (ftruncate(resume->file, 0) != 0)
    return complain_errno(resume, resume->journal_path.data);
  journal_begin(resume->journal, buffer_text(&resume->head));
  if (journal_sync(resume->journal, &state.end) &&
      state_write(resume->path, resume->new_path.data, &state))
    return true;
  return complain_errno(resume, resume->path);
}

/* The head of the journal, NUL-terminated; the caller frees it. NULL if it is
 * not there. */
static char *read_head(struct resume *resume, size_t len) {
  struct stat about;
  if (fstat(resume->file, &about) != 0 || (uintmax_t)about.st_size < len)
    return NULL;
  char *head = mem_zeroed(len + 1, 1);
  if (pread(resume->file, head, len, 0) == (ssize_t)len) return head;
  free(head);
  return NULL;
}

static bool go_on(struct resume *resume, const struct state *state) {
  char *head = read_head(resume, state->head_len);
  bool same = head && strcmp(head, resume->head.data) == 0;
  if (head && !same)
    identity_complain(head, resume->head.data, resume->path, resume->log);
  free(head);
  if (head && !same) return false;
  if (!head || !journal_continue(resume->journal, state->head_len, &state->end))
    return complain(resume, resume->path, RESUME_DAMAGED);
  resume->known = state->end.chats;
  log_note(resume->log, (struct where){resume->path, 0}, RESUME_GOES_ON,
           (size_t)resume->known);
  return true;
}

static bool open_files(struct resume *resume, const hvl_ruleset *ruleset) {
  struct state state = {.head_len = 0};
  enum state_found found = state_read(resume->path, &state);
  if (found == STATE_FOREIGN)
    return complain(resume, resume->path, RESUME_FOREIGN);
  if (!check_next(resume) || !open_journal(resume)) return false;
  unlink(resume->new_path.data); /* what one that was killed left */
  resume->journal = journal_new(resume->file, ruleset);
  return found == STATE_GOOD ? go_on(resume, &state) : begin(resume);
}

static void release(struct resume *resume) {
  journal_free(resume->journal);
  if (resume->file >= 0) close(resume->file);
  buffer_free(&resume->journal_path);
  buffer_free(&resume->new_path);
  buffer_free(&resume->head);
  free(resume);
}

bool resume_open(struct resume **out, const hvl_ruleset *ruleset,
                 const struct options *options, const struct words *paths,
                 struct log *log) {
  *out = NULL;
  if (!options->resume) return true;
  struct resume *resume = mem_zeroed(1, sizeof *resume);
  resume->path = options->resume;
  resume->log = log;
  resume->file = -1;
  resume_name(&resume->journal_path, resume->path, RESUME_JOURNAL);
  resume_name(&resume->new_path, resume->path, RESUME_NEXT_STATE);
  buffer_print(&resume->head, magic);
  identity_print(&resume->head, ruleset, options, paths);
  if (!check_files(resume, paths) || !open_files(resume, ruleset)) {
    release(resume);
    return false;
  }
  resume->due = measure_now() + SHORTEST;
  *out = resume;
  return true;
}

/* ---- On the way ---------------------------------------------------------- */

bool resume_next(struct resume *resume, struct judged *judged) {
  if (!resume || resume->asked++ >= resume->known) return false;
  if (journal_next(resume->journal, resume->asked - 1, judged)) return true;
  /* It is judged again, and so are those behind it. */
  complain(resume, resume->path, RESUME_DAMAGED);
  resume->known = 0;
  resume->failed = true;
  return false;
}

static void checkpoint(struct resume *resume) {
  struct state state = {.head_len = resume->head.len};
  double start = measure_now();
  if (!journal_sync(resume->journal, &state.end) ||
      !state_write(resume->path, resume->new_path.data, &state)) {
    complain_errno(resume, resume->path);
    resume->failed = true;
  }
  double end = measure_now(), pause = SHARE * (end - start);
  if (pause < SHORTEST) pause = SHORTEST;
  if (pause > LONGEST) pause = LONGEST;
  resume->due = end + pause;
}

void resume_keep(struct resume *resume, const struct judged *judged) {
  if (!resume || resume->failed || resume->kept++ < resume->known) return;
  journal_add(resume->journal, judged);
  if (measure_now() >= resume->due) checkpoint(resume);
}

void resume_close(struct resume *resume, bool done) {
  if (!resume) return;
  if (done) {
    unlink(resume->path);
    unlink(resume->journal_path.data);
  } else if (!resume->failed && resume->kept > resume->known) {
    checkpoint(resume);
  }
  release(resume);
}
