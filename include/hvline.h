/* SPDX-License-Identifier: MIT */
/* hvline.h - find policy violations in UTF-8 chat transcripts.
 *
 *   rules text -> hvl_compiler -> hvl_ruleset
 *   messages   -> hvl_session  -> findings
 *
 * These hold throughout, unless a comment below says otherwise.
 *
 * Text.      UTF-8, passed as a pointer and a length in bytes. Bytes that are
 *            not UTF-8 are matched as U+FFFD; they never hide what follows.
 *            NUL bytes are text. A NULL pointer with length 0 is empty text.
 * Positions. Offsets count bytes from 0 in the text as it was passed; spans
 *            are half-open. Lines and columns count from 1; a column is one
 *            code point.
 * Ownership. What a *_new, *_build, *_load or *_builtin function stores in
 *            `out` belongs to the caller, who gives it to the *_free function
 *            of its type. *_free(NULL) does nothing. Arguments are copied,
 *            never kept. A returned `const T *` is borrowed; its comment says
 *            until when. Strings in structs are UTF-8, NUL-terminated and
 *            never NULL, unless their comment says so.
 * Errors.    A function that can fail returns HVL_OK or a negative hvl_status.
 *            After a failure `out` holds NULL, and every other object is as it
 *            was before the call.
 * Threads.   No global state and no initialisation. A ruleset never changes:
 *            any number of threads may use it at once, and free it. (Regular
 *            expressions are compiled when they are first needed: its allocator
 *            is called by whatever thread has a session over it, or frees the
 *            last hold of it.) Any other object serves one thread at a time.
 * ABI.       Soname = HVL_VERSION_MAJOR. Within a major version functions,
 *            constants and trailing struct fields are only ever added;
 *            hvl_text and hvl_span stay as they are. From one hvl_message of
 *            an array to the next it is as far as its `size` says.
 */
#ifndef HVLINE_H
#define HVLINE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32) && !defined(HVL_STATIC)
#ifdef HVL_BUILDING
#define HVL_API __declspec(dllexport)
#else
#define HVL_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define HVL_API __attribute__((visibility("default")))
#else
#define HVL_API
#endif

/* ---- Version and status ------------------------------------------------- */

/* CMake reads these three lines; a version is written nowhere else. */
#define HVL_VERSION_MAJOR 0
#define HVL_VERSION_MINOR 1
#define HVL_VERSION_PATCH 0

/* The version of the library at run time: major << 16 | minor << 8 | patch. */
HVL_API uint32_t hvl_version(void);

typedef enum hvl_status {
  HVL_OK = 0,
  HVL_ERR_ARGUMENT = -1, /* a pointer is NULL or a value is out of range */
  HVL_ERR_MEMORY = -2,   /* the allocator returned NULL */
  HVL_ERR_IO = -3,       /* a file could not be read */
  HVL_ERR_RULES = -4,    /* the rules are wrong: see hvl_compiler_diag() */
  HVL_ERR_FORMAT = -5,   /* not a saved ruleset, or a damaged one */
  HVL_ERR_VERSION = -6,  /* a ruleset saved in a format this library lacks */
  HVL_ERR_LIMIT = -7,    /* match_limit hit: see hvl_session_diag() */
  HVL_ERR_STATE = -8     /* the call does not fit here, as feed after finish */
} hvl_status;

/* A constant English phrase for `status`; never NULL. Thread-safe. */
HVL_API const char *hvl_status_text(hvl_status status);

/* ---- Plain types --------------------------------------------------------- */

typedef struct hvl_text {
  const char *data;
  size_t len; /* bytes */
} hvl_text;

/* The same text for people, in Chinese and in English. */
typedef struct hvl_bilingual {
  const char *zh;
  const char *en;
} hvl_bilingual;

/* One function for all memory: block NULL allocates, size 0 frees and returns
 * NULL, else the block is resized. It returns NULL on failure, leaving `block`
 * as it was, and must be thread-safe if objects that share it are used from
 * several threads. The YAML and CSV parsers, called only by the compiler,
 * allocate for themselves. */
typedef struct hvl_allocator {
  void *(*resize)(void *ctx, void *block, size_t size);
  void *ctx;
} hvl_allocator;

/* Start from HVL_OPTIONS_INIT; a zero field means the default. What is made
 * from an object inherits its allocator, and nothing else: `match_limit` and
 * `level` are for hvl_session_new(). */
typedef struct hvl_options {
  size_t size; /* sizeof(hvl_options), so that fields can be appended */
  hvl_allocator allocator; /* resize NULL: realloc and free */
  uint32_t match_limit;    /* PCRE2 steps for one regex at one place: 100,000;
                              more than 1,000 at most 100 times while a phrase
                              is looked for in a text, and as often for each
                              guard around all that the phrase hits there */
  uint32_t level;          /* report findings up to this level, 1-3: 2. Rules
                              of a higher level are not judged, even where the
                              weight of a message would make theirs surer:
                              such a message is found by weight */
} hvl_options;
/* clang-format off */
#define HVL_OPTIONS_INIT {sizeof(hvl_options), {NULL, NULL}, 0, 0}
/* clang-format on */

typedef enum hvl_severity {
  HVL_NOTE = 1,
  HVL_WARNING = 2,
  HVL_ERROR = 3
} hvl_severity;

/* Something wrong in a text that was read: printed as file:line:column. The
 * library hands them out one by one, so that fields can be appended. */
typedef struct hvl_diag {
  hvl_severity severity;
  const char *file; /* the name given with the text */
  uint32_t line;    /* 0 when the fault has no place */
  uint32_t column;
  const char *message;    /* English, one line, no full stop */
  const char *message_zh; /* the same in Chinese */
} hvl_diag;

/* ---- Compiler: rules text to ruleset ------------------------------------- */

typedef struct hvl_compiler hvl_compiler;
typedef struct hvl_ruleset hvl_ruleset;

/* `options` may be NULL for the defaults. */
HVL_API hvl_status hvl_compiler_new(hvl_compiler **out,
                                    const hvl_options *options);
HVL_API void hvl_compiler_free(hvl_compiler *compiler);

/* Add one file of rules, or of words or weights (its header tells) if `name`
 * ends in ".csv". `name` is what diagnostics call it. The order of files does
 * not matter. Faults in the text are collected, not returned: a text with ten
 * faults reports ten. */
HVL_API hvl_status hvl_compiler_add(hvl_compiler *compiler, const char *name,
                                    hvl_text text);

/* hvl_compiler_add() with the content of the file at `path`. HVL_ERR_IO, with
 * a diagnostic, if it cannot be read. */
HVL_API hvl_status hvl_compiler_add_file(hvl_compiler *compiler,
                                         const char *path);

/* Add the source of the built-in rules, for own files to change and extend.
 * Diagnostics and examples name its files as "(built-in)/contact.yaml". */
HVL_API hvl_status hvl_compiler_add_builtin(hvl_compiler *compiler);

/* Compile all that was added. HVL_ERR_RULES if there was any diagnostic of
 * severity HVL_ERROR. Unless memory ran out, the compiler is then empty and
 * can be used again; its diagnostics stay until the next add. */
HVL_API hvl_status hvl_compiler_build(hvl_compiler *compiler,
                                      hvl_ruleset **out);

/* The diagnostic at `index`, ordered by file, line and column; NULL past the
 * last. Valid until the next call on `compiler` that is not this one. */
HVL_API const hvl_diag *hvl_compiler_diag(const hvl_compiler *compiler,
                                          size_t index);

/* ---- Ruleset: compiled, immutable, shared -------------------------------- */

typedef struct hvl_rule {
  const char *id;   /* "invoice.conditional" */
  const char *line; /* "invoice" */
  hvl_severity severity;
  uint32_t level; /* 1 certain, 2 likely, 3 suspicious */
  hvl_bilingual line_title;
  hvl_bilingual title;
  hvl_bilingual why; /* the sentence a report prints */
  hvl_bilingual say; /* what to say instead; may be empty */
} hvl_rule;

/* The rules that come with the library, ready to match. */
HVL_API hvl_status hvl_ruleset_builtin(hvl_ruleset **out,
                                       const hvl_options *options);

/* Take one more hold on `ruleset`, to be given back with hvl_ruleset_free().
 * Returns `ruleset`. Thread-safe. */
HVL_API hvl_ruleset *hvl_ruleset_ref(hvl_ruleset *ruleset);

/* Drop the caller's hold. Sessions keep what they need: free in any order.
 * Thread-safe. */
HVL_API void hvl_ruleset_free(hvl_ruleset *ruleset);

/* The rule at `index` in order of id, NULL past the last. Valid as long as the
 * ruleset. */
HVL_API const hvl_rule *hvl_ruleset_rule(const hvl_ruleset *ruleset,
                                         size_t index);

/* The value at `index` of those that the rules say the fact `name` may have;
 * NULL past the last: at once if it may have any, or no rule knows it. Valid as
 * long as the ruleset. */
HVL_API const char *hvl_ruleset_fact_value(const hvl_ruleset *ruleset,
                                           const char *name, size_t index);

/* The value at `index` of those that rules name for the fact `name`, to hold by
 * or to change a severity, and that it has unless stated: each once; NULL past
 * the last. Of a fact that may have any value, another one may be a mistake.
 * Valid as long as the ruleset. Thread-safe. */
HVL_API const char *hvl_ruleset_named_value(const hvl_ruleset *ruleset,
                                            const char *name, size_t index);

/* Write the ruleset to `buf`. `*size` is its capacity before and the bytes
 * needed after; with `buf` NULL nothing is written, which is how to ask.
 * HVL_ERR_ARGUMENT if the capacity is too small. The same rules give the same
 * bytes on every machine. */
HVL_API hvl_status hvl_ruleset_save(const hvl_ruleset *ruleset, void *buf,
                                    size_t *size);

/* Read back what hvl_ruleset_save() wrote. Safe on any bytes: every offset is
 * checked, and regular expressions are compiled anew from their text. */
HVL_API hvl_status hvl_ruleset_load(hvl_ruleset **out, const void *bytes,
                                    size_t size, const hvl_options *options);

/* The same without a copy, if this machine can read `bytes` as they lie: sooner
 * and in less memory. They begin at a multiple of 8, as a file that is mapped
 * to memory does (else HVL_ERR_ARGUMENT), and neither change nor go away as
 * long as the ruleset lives: keep to hvl_ruleset_load() where somebody else may
 * write to the file. */
HVL_API hvl_status hvl_ruleset_map(hvl_ruleset **out, const void *bytes,
                                   size_t size, const hvl_options *options);

/* ---- Session: one conversation ------------------------------------------- */

typedef struct hvl_session hvl_session;

typedef enum hvl_role {
  HVL_SELLER = 1,
  HVL_BUYER = 2,
  HVL_SYSTEM = 3
} hvl_role;

/* Start from HVL_MESSAGE_INIT. */
typedef struct hvl_message {
  size_t size; /* sizeof(hvl_message) */
  hvl_role role;
  hvl_text text;
  hvl_text account; /* the buyer account that wrote it; may be empty */
} hvl_message;
/* clang-format off */
#define HVL_MESSAGE_INIT {sizeof(hvl_message), HVL_SELLER, {NULL, 0}, {NULL, 0}}
/* clang-format on */

/* Evidence: bytes [start, end) of one message, counted from 0 since reset. */
typedef struct hvl_span {
  size_t message;
  size_t start, end;
} hvl_span;

/* How a finding's words were disguised: bits of hvl_finding.evasion. */
enum {
  HVL_EVASION_FILLER = 1, /* symbols between the characters of a word */
  HVL_EVASION_SPACED = 2, /* spaces, punctuation or line breaks there */
  HVL_EVASION_SOUND = 4,  /* other characters of the same sound, pinyin */
  HVL_EVASION_SPLIT = 8,  /* characters taken apart into their components */
  HVL_EVASION_TURN = 16   /* spread over several messages */
};

typedef struct hvl_finding {
  const hvl_rule *rule;
  hvl_severity severity; /* after the facts: may differ from rule->severity */
  uint32_t level;        /* after evasion and weight (rules/README.md): may
                            differ from rule->level */
  uint32_t evasion;      /* HVL_EVASION_* bits */
  size_t message;        /* the seller message that crosses the line */
  const hvl_span *spans; /* in reading order; may lie in several messages */
  size_t span_count;     /* at least 1 */
} hvl_finding;

/* `options` may be NULL; its allocator, where given, replaces the ruleset's. */
HVL_API hvl_status hvl_session_new(hvl_session **out, hvl_ruleset *ruleset,
                                   const hvl_options *options);
HVL_API void hvl_session_free(hvl_session *session);

/* Forget messages, facts and findings; keep the memory. */
HVL_API void hvl_session_reset(hvl_session *session);

/* State a fact of the conversation, as ("free_shipping", "false"). It holds for
 * messages fed from now on. HVL_ERR_ARGUMENT if no rule knows the fact; a value
 * that no rule names is taken, and no rule holds by it; which are named tells
 * hvl_ruleset_named_value(), which the fact may have hvl_ruleset_fact_value().
 */
HVL_API hvl_status hvl_session_set_fact(hvl_session *session, const char *name,
                                        const char *value);

/* Judge the next `count` messages of the conversation. Their findings, and
 * those they complete in earlier messages, wait for hvl_session_next(). On
 * HVL_ERR_LIMIT all messages are in the session, judged by every rule; of those
 * that were undecided on one of them only what is certain was found there, and
 * hvl_session_diag() names the first of them on the last such message. (A step
 * is judged when a rule asks for it: where that is undecided, it is told on the
 * message whose rule asked.) On
 * HVL_ERR_MEMORY the messages before the one that failed are in the session:
 * hvl_session_message_count() tells. */
HVL_API hvl_status hvl_session_feed(hvl_session *session,
                                    const hvl_message *messages, size_t count);

/* Judge `draft` as if it were fed next, but do not feed it: a dry run before
 * sending. hvl_session_next() gives its findings first; those not taken by the
 * next feed, check, finish or reset are dropped. Those of the draft itself have
 * hvl_session_message_count() for their `message`; there may be others, of
 * earlier messages, which the draft would complete. */
HVL_API hvl_status hvl_session_check(hvl_session *session,
                                     const hvl_message *draft);

/* End the conversation: rules that waited for a later message now decide. Only
 * hvl_session_next() and hvl_session_reset() make sense afterwards. */
HVL_API hvl_status hvl_session_finish(hvl_session *session);

/* Take the next waiting finding, in order of message, then rule id, within the
 * findings of one call; NULL when none waits. Valid until the next feed, check,
 * finish, reset or free. */
HVL_API const hvl_finding *hvl_session_next(hvl_session *session);

/* The number of messages fed since the session was made or reset. */
HVL_API size_t hvl_session_message_count(const hvl_session *session);

/* Which rules were undecided, if the last call on `session` that returns a
 * status returned HVL_ERR_LIMIT; else NULL. Valid until the next such call,
 * reset or free. */
HVL_API const hvl_diag *hvl_session_diag(const hvl_session *session);

/* ---- Why: examples and reasons, for those who write rules ---------------- */

/* An example that stands inside a rule. */
typedef struct hvl_example {
  const hvl_rule *rule;
  int violates; /* 1: the rule finds the last seller message; 0: it finds none
                 */
  const hvl_message *messages;
  size_t message_count;
  const char *const *facts; /* name, value, name, value, ... */
  size_t fact_count;        /* pairs */
  const char *file;         /* where it stands */
  uint32_t line, column;
} hvl_example;

/* The example at `index`; NULL past the last. Valid as long as the ruleset. */
HVL_API const hvl_example *hvl_ruleset_example(const hvl_ruleset *ruleset,
                                               size_t index);

typedef enum hvl_reason_kind {
  HVL_REASON_FOUND = 1,   /* the phrase in `text` hit, and nothing stopped it */
  HVL_REASON_STOPPED = 2, /* it hit; the guard in `text` stopped it */
  HVL_REASON_MISSING = 3, /* it hit; the condition in `text` does not hold */
  HVL_REASON_WAITING = 4, /* it hit; a later message decides */
  HVL_REASON_LEVEL = 5 /* it hit; the finding's level is above the options' */
} hvl_reason_kind;

/* Why a rule found a message or did not, for rules of which a phrase hit. */
typedef struct hvl_reason {
  hvl_reason_kind kind;
  const hvl_rule *rule;
  hvl_span hit;       /* what the rule's phrase hit */
  const char *phrase; /* that phrase as the rules have it; "by-weight" where
                         the weight of the message is meant */
  const char *text;   /* the guard or condition as the rules have it */
  int64_t weight;     /* the sum for the line of the message, or of the part
                         of a long one that weighs more; 0 where the line is
                         not weighed */
} hvl_reason;

/* Keep reasons from now on (`on` not 0), or no longer. It costs time. */
HVL_API void hvl_session_explain(hvl_session *session, int on);

/* The reason at `index` of the message last fed or checked (of several fed in
 * one call, the last); NULL past the last. Valid until the next call on
 * `session` that is not this one. */
HVL_API const hvl_reason *hvl_session_reason(const hvl_session *session,
                                             size_t index);

#ifdef __cplusplus
}
#endif
#endif /* HVLINE_H */
