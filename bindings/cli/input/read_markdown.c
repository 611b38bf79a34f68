/* SPDX-License-Identifier: MIT */
/* read_markdown.c - templates as the paragraphs, list items, table cells and
 * pieces of HTML of a Markdown file, in groups by its headings; code is none.
 */
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "chats/roles.h"
#include "input/html_text.h"
#include "input/input.h"
#include "input/template_list.h"

struct markdown_state {
  struct template_list list;
  struct buffer heading, block;
  struct buffer source;
  hvl_text rest; /* of the source, from line `rest_line` on */
  size_t rest_line;
};

/* A line that goes on: a space between words, nothing between Han. */
static void add_break(struct buffer *out) {
  if (out->len && !((unsigned char)out->data[out->len - 1] & 0x80))
    buffer_put(out, ' ');
}

static void add_inline(struct buffer *out, cmark_node *node) {
  switch (cmark_node_get_type(node)) {
  case CMARK_NODE_TEXT: buffer_print(out, cmark_node_get_literal(node)); break;
  case CMARK_NODE_SOFTBREAK: add_break(out); break;
  case CMARK_NODE_LINEBREAK: buffer_put(out, '\n'); break;
  case CMARK_NODE_HTML_INLINE:
    if (strncmp(cmark_node_get_literal(node), "<br", 3) == 0)
      buffer_put(out, '\n');
    break;
  case CMARK_NODE_CODE: buffer_put(out, ' '); break;
  default: break;
  }
}

/* The text below `block`, without code. */
static void collect(struct buffer *out, cmark_node *block) {
  cmark_iter *iter = mem_must(cmark_iter_new(block));
  cmark_event_type event;
  buffer_clear(out);
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER) add_inline(out, cmark_iter_get_node(iter));
  cmark_iter_free(iter);
}

/* Where the block begins; a cell where its row does. */
static size_t line_of(cmark_node *block) {
  int line = cmark_node_get_start_line(block);
  if (!line) line = cmark_node_get_start_line(cmark_node_parent(block));
  return (size_t)line;
}

/* The line `number` of the source, which is not before that of the last call;
 * empty if there is none. */
static hvl_text source_line(struct markdown_state *state, size_t number) {
  hvl_text *rest = &state->rest;
  for (;;) {
    const char *end = rest->len ? memchr(rest->data, '\n', rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->data) : rest->len;
    if (state->rest_line == number) return (hvl_text){rest->data, len};
    if (!end) return (hvl_text){"", 0};
    *rest = (hvl_text){end + 1, rest->len - len - 1};
    state->rest_line++;
  }
}

/* The column of `text` in its line; 0 if it does not stand there as it is: with
 * marks of Markdown in it or in several lines. A cell begins with spaces. */
static size_t column_of(struct markdown_state *state, cmark_node *block,
                        hvl_text text) {
  int column = cmark_node_get_start_column(block);
  hvl_text line = source_line(state, line_of(block));
  size_t at = column > 0 ? (size_t)column - 1 : line.len;
  while (at < line.len && line.data[at] == ' ') at++;
  return line_column_of(line, at, text);
}

static void add_text(struct markdown_state *state, cmark_node *block,
                     hvl_text text) {
  struct buffer id = {0};
  size_t line = line_of(block);
  text = trim(text);
  buffer_format(&id, "%zu", line);
  template_list_add(&state->list, (struct template_item){
                                      .id = buffer_text(&id),
                                      .group = buffer_text(&state->heading),
                                      .text = text,
                                      .line = line,
                                      .column = column_of(state, block, text)});
  buffer_free(&id);
}

static void add_block(struct markdown_state *state, cmark_node *block) {
  collect(&state->block, block);
  add_text(state, block, buffer_text(&state->block));
}

/* HTML that stands by itself, but a comment. */
static void add_html(struct markdown_state *state, cmark_node *block) {
  const char *html = cmark_node_get_literal(block);
  if (strncmp(html, "<!", 2) != 0)
    add_text(state, block,
             html_shown(&state->block, (hvl_text){html, strlen(html)}));
}

/* Types of extensions have names only. */
static bool is_cell(cmark_node *node) {
  return strcmp(cmark_node_get_type_string(node), "table_cell") == 0;
}

static void take_blocks(struct markdown_state *state, cmark_node *document) {
  cmark_iter *iter = mem_must(cmark_iter_new(document));
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    cmark_node_type type = cmark_node_get_type(node);
    if (event != CMARK_EVENT_ENTER) continue;
    if (type == CMARK_NODE_HEADING)
      collect(&state->heading, node);
    else if (type == CMARK_NODE_PARAGRAPH || is_cell(node))
      add_block(state, node);
    else if (type == CMARK_NODE_HTML_BLOCK)
      add_html(state, node);
  }
  cmark_iter_free(iter);
}

static void *markdown_open(const struct input *input) {
  struct markdown_state *state = mem_zeroed(1, sizeof *state);
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser *parser = mem_must(cmark_parser_new(CMARK_OPT_DEFAULT));
  static const char *const names[] = {"table", "tasklist", "strikethrough"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    cmark_parser_attach_syntax_extension(
        parser, mem_must(cmark_find_syntax_extension(names[i])));
  read_all(input->lines, &state->source);
  state->rest = buffer_text(&state->source);
  state->rest_line = 1;
  cmark_parser_feed(parser, state->rest.data, state->rest.len);
  cmark_node *document = mem_must(cmark_parser_finish(parser));
  take_blocks(state, document);
  cmark_node_free(document);
  cmark_parser_free(parser);
  return state;
}

static void markdown_close(void *opaque) {
  struct markdown_state *state = opaque;
  template_list_free(&state->list);
  buffer_free(&state->heading);
  buffer_free(&state->block);
  buffer_free(&state->source);
  free(state);
}

static bool markdown_next(void *opaque, struct chat *chat) {
  struct markdown_state *state = opaque;
  return template_list_next(&state->list, chat);
}

const struct reader_type markdown_reader = {
    "markdown", markdown_open, markdown_next, markdown_close, NULL};
