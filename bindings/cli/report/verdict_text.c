/* SPDX-License-Identifier: MIT */
/* verdict_text.c - what a chat tool shows of a message. */
#include "report/verdict_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "base/width.h"
#include "base/wrap.h"
#include "chats/chat_mask.h"

enum { INDENT = 4, MOST_PIECES = 4, MOST_EVIDENCE = 32 };

void verdict_text_free(struct verdict_text *verdict) {
  buffer_free(&verdict->out);
  excerpt_free(&verdict->excerpt);
  free(verdict->cluster.findings);
}

static const char *text(const struct verdict_text *verdict,
                        enum message message) {
  return message_text(verdict->options->lang, message);
}

/* "    label: words", broken at 80 columns below its beginning. */
static void show_wrapped(struct verdict_text *verdict, enum style style,
                         const char *label, const char *words) {
  struct buffer shown = {0};
  if (!*words) return;
  show_string(&shown, words);
  buffer_fill(&verdict->out, ' ', INDENT);
  style_print(&verdict->out, verdict->color, style, label);
  wrap_text(&verdict->out, buffer_text(&shown),
            INDENT + text_width((hvl_text){label, strlen(label)}));
  buffer_free(&shown);
}

/* " 12 seller  "; returns the columns. */
static size_t show_speaker(struct verdict_text *verdict,
                           const struct chat *chat, size_t index, bool bold) {
  struct buffer label = {0};
  buffer_format(&label, "%3zu %s  ", index + 1,
                role_text(verdict->options->lang, chat->messages[index].role));
  size_t columns = text_width(buffer_text(&label));
  style_print(&verdict->out, verdict->color, bold ? STYLE_BOLD : STYLE_DIM,
              label.data);
  buffer_free(&label);
  return columns;
}

static void show_pieces(struct verdict_text *verdict, const struct chat *chat,
                        size_t index, struct evidence evidence,
                        enum style style) {
  hvl_text words = chat->messages[index].text;
  struct byte_range pieces[MOST_PIECES];
  struct mask mask = {0};
  struct buffer *out = &verdict->out;
  struct excerpt *excerpt = &verdict->excerpt;
  size_t columns = show_speaker(verdict, chat, index, evidence.count > 0);
  size_t used = excerpt_pieces(words, evidence, pieces, MOST_PIECES);
  for (size_t i = 0; i < used; i++) {
    if (i) buffer_fill(out, ' ', columns);
    if (!verdict->options->no_mask)
      chat_mask(&mask, chat, index, pieces[i].start, pieces[i].end);
    excerpt_fill(excerpt, words, pieces[i], &mask, evidence);
    buffer_add(out, excerpt->text.data, excerpt->text.len);
    buffer_put(out, '\n');
    if (!excerpt->marks.len) continue;
    buffer_fill(out, ' ', columns);
    style_print(out, verdict->color, style, excerpt->marks.data);
    buffer_put(out, '\n');
  }
  mask_free(&mask);
}

void verdict_text_message(struct verdict_text *verdict, const struct chat *chat,
                          size_t index) {
  show_pieces(verdict, chat, index, (struct evidence){NULL, 0}, STYLE_PLAIN);
}

/* The messages that the findings of the cluster are in. */
static void show_evidence(struct verdict_text *verdict,
                          const struct judged *judged) {
  const struct cluster *cluster = &verdict->cluster;
  enum style style = severity_style(cluster->findings[0]->severity);
  size_t last = cluster->findings[0]->message;
  for (size_t i = cluster_first_message(cluster); i <= last; i++) {
    struct byte_range ranges[MOST_EVIDENCE];
    struct evidence evidence = {
        ranges, cluster_evidence(cluster, i, ranges, MOST_EVIDENCE)};
    if (evidence.count || i == last)
      show_pieces(verdict, judged->chat, i, evidence, style);
  }
}

static void show_rule(struct verdict_text *verdict,
                      const hvl_finding *finding) {
  enum lang lang = verdict->options->lang;
  const hvl_rule *rule = finding->rule;
  struct buffer label = {0}, title = {0};
  buffer_format(&label, text(verdict, RULE_LABEL),
                severity_text(lang, finding->severity),
                (unsigned)finding->level);
  buffer_put(&label, ' ');
  buffer_format(&title, "%s - %s  %s", message_pick(lang, rule->line_title),
                message_pick(lang, rule->title), rule->id);
  show_wrapped(verdict, severity_style(finding->severity), label.data,
               title.data);
  buffer_free(&label);
  buffer_free(&title);
}

/* Did a finding of the cluster before give the same reason? */
static bool is_repeated(const struct verdict_text *verdict, size_t index) {
  enum lang lang = verdict->options->lang;
  const struct cluster *cluster = &verdict->cluster;
  const char *why = message_pick(lang, cluster->findings[index]->rule->why);
  for (size_t i = 0; i < index; i++)
    if (!strcmp(message_pick(lang, cluster->findings[i]->rule->why), why))
      return true;
  return false;
}

static void show_cluster(struct verdict_text *verdict,
                         const struct judged *judged) {
  enum lang lang = verdict->options->lang;
  const struct cluster *cluster = &verdict->cluster;
  const char *say = "";
  show_evidence(verdict, judged);
  for (size_t i = 0; i < cluster->count; i++)
    show_rule(verdict, cluster->findings[i]);
  for (size_t i = 0; i < cluster->count; i++) {
    const hvl_rule *rule = cluster->findings[i]->rule;
    if (!is_repeated(verdict, i))
      show_wrapped(verdict, STYLE_PLAIN, text(verdict, LABEL_WHY),
                   message_pick(lang, rule->why));
    if (!*say) say = message_pick(lang, rule->say);
  }
  show_wrapped(verdict, STYLE_PLAIN, text(verdict, LABEL_SAY), say);
}

void verdict_text_show(struct verdict_text *verdict,
                       const struct judged *judged) {
  for (size_t i = 0; i < judged->count; i++)
    if (cluster_fill(&verdict->cluster, judged, i))
      show_cluster(verdict, judged);
}
