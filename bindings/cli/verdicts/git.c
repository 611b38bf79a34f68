/* SPDX-License-Identifier: MIT */
/* git.c - what git tells, asked without a shell. */
#define _POSIX_C_SOURCE 200809L
#include "verdicts/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGS = 12, CHUNK = 64 * 1024 };

extern char **environ;

/* git, writing to `to`; 0 or an errno. */
static int start(char *const *argv, int to, int unused, pid_t *child) {
  posix_spawn_file_actions_t actions;
  int failure = posix_spawn_file_actions_init(&actions);
  if (failure) return failure;
  failure = posix_spawn_file_actions_adddup2(&actions, to, STDOUT_FILENO);
  if (!failure)
    failure = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                               "/dev/null", O_RDONLY, 0);
  if (!failure)
    failure = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO,
                                               "/dev/null", O_WRONLY, 0);
  if (!failure && to != STDOUT_FILENO)
    failure = posix_spawn_file_actions_addclose(&actions, to);
  if (!failure) failure = posix_spawn_file_actions_addclose(&actions, unused);
  if (!failure)
    failure = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  return failure;
}

static void read_all_of(int from, struct buffer *out) {
  for (;;) {
    buffer_reserve(out, CHUNK);
    ssize_t len = read(from, out->data + out->len, CHUNK);
    if (len < 0 && errno == EINTR) continue;
    if (len <= 0) break;
    out->len += (size_t)len;
  }
  buffer_print(out, ""); /* for its NUL */
}

static int wait_for(pid_t child) {
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return GIT_MISSING;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int git_run(const char *folder, const char *const *args, struct buffer *out) {
  char *argv[MOST_ARGS + 4] = {(char *)"git", (char *)"-C", (char *)folder};
  for (size_t i = 0; i < MOST_ARGS && args[i]; i++)
    argv[i + 3] = (char *)args[i];
  int ends[2];
  pid_t child;
  if (pipe(ends) != 0) return GIT_MISSING;
  int failure = start(argv, ends[1], ends[0], &child);
  close(ends[1]);
  if (!failure) read_all_of(ends[0], out);
  close(ends[0]);
  if (!failure) return wait_for(child);
  errno = failure;
  return GIT_MISSING;
}

void git_chomp(struct buffer *out) {
  while (out->len && strchr("\r\n", out->data[out->len - 1]))
    out->data[--out->len] = '\0';
}
