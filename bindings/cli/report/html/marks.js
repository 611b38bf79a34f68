// SPDX-License-Identifier: MIT
// marks.js - what the inspector thinks of findings, kept in the browser by
// fingerprint, so that it holds for the next report of the same chats, too.

const PREFIX = "hvline-mark:";
const store = openStore();
const noMark = {mark: "", note: ""};

// The browser's, or, where it gives none, a map for as long as the page lives.
function openStore() {
  try {
    localStorage.setItem("hvline-probe", "1");
    localStorage.removeItem("hvline-probe");
    return localStorage;
  } catch {
    const map = new Map();
    return {
      lost: true,
      getItem: (key) => map.get(key) ?? null,
      setItem: (key, value) => map.set(key, value),
      removeItem: (key) => map.delete(key),
    };
  }
}

const cache = new Map();

// {mark: "confirmed"|"false"|"", note} of a fingerprint.
function markOf(fingerprint) {
  let mark = cache.get(fingerprint);
  if (!mark) {
    mark = readMark(store.getItem(PREFIX + fingerprint));
    cache.set(fingerprint, mark);
  }
  return mark;
}

function readMark(text) {
  if (!text) return noMark;
  try {
    const {mark, note} = JSON.parse(text);
    return {mark: mark === "confirmed" || mark === "false" ? mark : "",
      note: typeof note === "string" ? note : ""};
  } catch {
    return noMark;
  }
}

// False, after saying so, if the browser has no room for it.
function setMark(fingerprint, mark, note) {
  cache.set(fingerprint, {mark, note});
  try {
    if (mark || note)
      store.setItem(PREFIX + fingerprint, JSON.stringify({mark, note}));
    else store.removeItem(PREFIX + fingerprint);
    return true;
  } catch {
    warn(say("notKept"));
    return false;
  }
}

// "confirmed", "false", "mixed" or "open".
function stateOf(issue) {
  const first = markOf(issue.findings[0].fingerprint).mark;
  for (const {fingerprint} of issue.findings)
    if (markOf(fingerprint).mark !== first) return "mixed";
  return first || "open";
}

function noteOf(issue) {
  for (const {fingerprint} of issue.findings)
    if (markOf(fingerprint).note) return markOf(fingerprint).note;
  return "";
}

// Mark all findings of the issue; the same mark again takes it back.
function toggleIssue(issue, mark) {
  const next = stateOf(issue) === mark ? "" : mark;
  for (const {fingerprint} of issue.findings)
    setMark(fingerprint, next, markOf(fingerprint).note);
}

function toggleFinding({fingerprint}, mark) {
  const old = markOf(fingerprint);
  setMark(fingerprint, old.mark === mark ? "" : mark, old.note);
}

function setNote(issue, note) {
  for (const {fingerprint} of issue.findings)
    setMark(fingerprint, markOf(fingerprint).mark, note);
}

// The file that `hvline --baseline` reads: each fingerprint once.
function reviewFile() {
  const marks = new Map();
  for (const issue of issues)
    for (const {fingerprint, rule} of issue.findings) {
      const {mark, note} = markOf(fingerprint);
      if (mark || note)
        marks.set(fingerprint, {fingerprint, rule: rule.id,
          mark: mark || "note", note});
    }
  const lines = [...marks.values()].map((mark) => JSON.stringify(mark));
  return '{"hvline-review":2,"marks":[\n' + lines.join(",\n") + "\n]}\n";
}

function exportReview() {
  const blob = new Blob([reviewFile()], {type: "application/json"});
  const link = make("a", {href: URL.createObjectURL(blob),
    download: "hvline-review.json"});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// The marks of `text`, or null if it is no review.
function readReview(text) {
  try {
    const review = JSON.parse(text);
    if (review["hvline-review"] !== 2) return null;
    return review.marks.filter(({fingerprint}) =>
      /^[0-9a-f]{16}$/.test(fingerprint));
  } catch {
    return null;
  }
}

async function importReview(file) {
  const marks = readReview(await file.text());
  if (!marks) return warn(say("notImported", visible(file.name)));
  const known = new Set(issues.flatMap((issue) =>
    issue.findings.map(({fingerprint}) => fingerprint)));
  let own = 0;
  for (const {fingerprint, mark, note} of marks) {
    own += known.has(fingerprint);
    const read = readMark(JSON.stringify({mark, note}));
    if (!setMark(fingerprint, read.mark, read.note)) return;
  }
  toast(say("imported", marks.length, own));
  changed();
}
