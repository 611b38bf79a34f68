/* SPDX-License-Identifier: MIT */
/* selection.c - which messages --since, --until and --agent ask for. */
#include "chats/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/nearest.h"
#include "chats/roles.h"
#include "mask/mask.h"

enum { MOST_ACCOUNTS = 1000, DAY = 24 * 3600 * 1000 };

static bool is_timed(const struct options *options) {
  return options->has_since || options->has_until;
}

/* Is `account` called `name`, as a whole or behind the shop's name? */
static bool is_agent(hvl_text account, const char *name) {
  account = trim(account);
  hvl_text wanted = {name, strlen(name)}, shop = shop_of(account);
  if (same_name(account, wanted)) return true;
  if (!shop.len) return false;
  size_t behind = shop.data[shop.len] == ':' ? 1 : strlen("：");
  hvl_text own = {shop.data + shop.len + behind, 0};
  own.len = (size_t)(account.data + account.len - own.data);
  return same_name(own, wanted);
}

static bool is_wanted_agent(const struct options *options,
                            const struct message_row *row) {
  if (!options->agents.count) return true;
  if (row->role != HVL_SELLER) return false;
  for (size_t i = 0; i < options->agents.count; i++)
    if (is_agent(row->account, options->agents.items[i])) return true;
  return false;
}

bool selection_keeps(const struct options *options,
                     const struct message_row *row) {
  if (is_timed(options) && !row->has_time) return false;
  if (options->has_since && row->time < options->since) return false;
  if (options->has_until && row->time >= options->until) return false;
  return is_wanted_agent(options, row);
}

bool selection_keeps_any(const struct options *options,
                         const struct chat *chat) {
  if (!is_timed(options) && !options->agents.count) return true;
  for (size_t i = 0; i < chat->count; i++)
    if (selection_keeps(options, &chat->messages[i])) return true;
  return false;
}

static void note_account(struct selection *selection, hvl_text account) {
  struct words *accounts = &selection->accounts;
  if (!account.len || accounts->count == MOST_ACCOUNTS) return;
  for (size_t i = 0; i < accounts->count; i++)
    if (strlen(accounts->items[i]) == account.len &&
        memcmp(accounts->items[i], account.data, account.len) == 0)
      return;
  words_add(accounts, pool_copy(&selection->names, account).data);
}

void selection_note(struct selection *selection, const struct options *options,
                    const struct chat *chat) {
  if (!is_timed(options) && !options->agents.count) return;
  for (size_t i = 0; i < chat->count; i++) {
    const struct message_row *row = &chat->messages[i];
    if (!row->has_time) selection->timeless++;
    if (row->role == HVL_SELLER) note_account(selection, row->account);
  }
}

static const char *account_at(const void *ctx, size_t index) {
  const struct words *accounts = ctx;
  return index < accounts->count ? accounts->items[index] : NULL;
}

static void tell_agents(const struct selection *selection, const char *agent,
                        struct where where, struct log *log) {
  const struct words *accounts = &selection->accounts;
  for (size_t i = 0; i < accounts->count; i++) {
    hvl_text account = {accounts->items[i], strlen(accounts->items[i])};
    if (is_agent(account, agent)) return;
  }
  if (accounts->count == MOST_ACCOUNTS) return;
  const char *near = nearest(agent, account_at, accounts);
  if (!near && accounts->count) near = accounts->items[0];
  struct buffer wanted = {0}, other = {0};
  mask_string(&wanted, agent);
  if (near) mask_string(&other, near);
  log_warning(log, where, near ? NO_AGENT_NEAR : NO_AGENT,
              buffer_text(&wanted).data, buffer_text(&other).data);
  buffer_free(&wanted);
  buffer_free(&other);
}

void selection_tell(const struct selection *selection,
                    const struct options *options, struct log *log) {
  if (is_timed(options) && selection->timeless)
    log_warning(log, (struct where){0}, TIMELESS, selection->timeless);
  for (size_t i = 0; i < options->agents.count; i++)
    tell_agents(selection, options->agents.items[i],
                options_where(options, "agent", options->agents.items[i]), log);
}

void selection_free(struct selection *selection) {
  free(selection->accounts.items);
  pool_free(&selection->names);
}

/* Is nothing but a day written, as 2024-05-01, 2024/5/1, 20240501 or 5月1日? */
static bool is_day_alone(const char *text) {
  static const char parts[] = "0123456789-/.年月日";
  size_t len = strlen(text);
  if (strspn(text, "0123456789") == len) return len == 8;
  return strspn(text, parts) == len;
}

bool until_parse(const char *text, int64_t *end) {
  if (!clock_parse((hvl_text){text, strlen(text)}, end)) return false;
  *end += is_day_alone(text) ? DAY : 1;
  return true;
}
