/* SPDX-License-Identifier: MIT */
/* ignore_file.c - suppressions that people write, one a line. */
#include "chats/roles.h"
#include "files/lines.h"
#include "verdicts/suppression.h"

bool ignore_file_read(struct suppression_list *list, const char *path,
                      struct log *log) {
  struct lines *lines = lines_open(path, NULL, log);
  bool good = true;
  hvl_text line;
  if (!lines) return false;
  while (lines_next(lines, &line)) {
    struct where where = {path, lines_number(lines)};
    line = trim(line);
    if (!line.len || line.data[0] == '#') continue;
    if (!suppression_parse(list, BY_IGNORE_FILE, line, where, log))
      good = false;
  }
  lines_close(lines, log);
  return good;
}
