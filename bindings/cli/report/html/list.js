// SPDX-License-Identifier: MIT
// list.js - the list of issues: only the rows in view exist, so that it is as
// quick with 50,000 as with five.

const SPARE = 6; // rows made beyond both edges
const LEAD = 14, SNIPPET = 90; // code points before the evidence, and in all

let chosen = null; // the issue that is open or stepped on
const rows = new Map(); // by place in `shown`

function rowHeight() {
  return parseInt(getComputedStyle(byId("list")).getPropertyValue("--row"), 10);
}

// Is code point `i` of message `index` evidence of the issue?
function evidenceOf(issue, index) {
  const spans = issue.findings.flatMap(({spans}) => spans)
    .filter((span) => span[0] === index);
  return {
    first: spans.length ? Math.min(...spans.map((span) => span[1])) : 0,
    has: (i) => spans.some(([, start, end]) => i >= start && i < end),
  };
}

function snippet(issue) {
  const chars = Array.from(issue.message[5]);
  const evidence = evidenceOf(issue, issue.message[0]);
  const start = Math.max(0, evidence.first - LEAD);
  const end = Math.min(chars.length, start + SNIPPET);
  return [start > 0 && "…",
    ...marked(chars, start, end, (i) => evidence.has(i) ? "hit" : "", true),
    end < chars.length && "…"];
}

function makeRow(issue, at) {
  const more = issue.findings.length - 1;
  const state = stateOf(issue);
  return make("div", {class: "row s" + issue.severity, role: "option",
    id: "row-" + issue.order, "aria-selected": issue === chosen,
    "aria-posinset": at + 1, "aria-setsize": shown.length, "data-state": state,
    onclick: () => open(issue)},
  make("div", {class: "head"},
    make("b", {}, visible(pick(lineTitles[issue.line]))),
    make("span", {class: "what"}, visible(titleOf(issue)), more > 0 && ` +${more}`),
    state !== "open" && make("span", {class: "state"}, say(state)),
    noteOf(issue) && make("span", {class: "state noted"}, say("noteLabel"))),
  make("div", {class: "snippet", dir: "auto"}, snippet(issue)),
  make("div", {class: "foot"},
    make("bdi", {}, visible(issue.chat.id)),
    make("bdi", {class: "agent"}, hasWho && whoName(issue.agent)),
    make("time", {}, timeText(issue.seconds))));
}

// Make the rows that are in view, drop the others.
function showRows() {
  const list = byId("list"), height = rowHeight();
  const first = Math.max(0, Math.floor(list.scrollTop / height) - SPARE);
  const end = Math.min(shown.length,
    Math.ceil((list.scrollTop + list.clientHeight) / height) + SPARE);
  for (const [at, row] of rows)
    if (at < first || at >= end) {
      row.remove();
      rows.delete(at);
    }
  for (let at = first; at < end; at++) {
    if (rows.has(at)) continue;
    const row = makeRow(shown[at], at);
    row.style.transform = `translateY(${at * height}px)`;
    rows.set(at, row);
    byId("rows").append(row);
  }
}

// The whole list anew.
function showList() {
  for (const row of rows.values()) row.remove();
  rows.clear();
  byId("rows").style.height = shown.length * rowHeight() + "px";
  byId("list").hidden = shown.length === 0;
  byId("nothing").hidden = shown.length > 0;
  showRows();
  showChosen();
}

function showChosen() {
  for (const row of rows.values())
    row.setAttribute("aria-selected", row.id === "row-" + chosen?.order);
  if (chosen && byId("row-" + chosen.order))
    byId("list").setAttribute("aria-activedescendant", "row-" + chosen.order);
  else byId("list").removeAttribute("aria-activedescendant");
}

function scrollToChosen() {
  const list = byId("list"), height = rowHeight();
  const at = shown.indexOf(chosen);
  if (at < 0) return;
  if (at * height < list.scrollTop) list.scrollTop = at * height;
  else if ((at + 1) * height > list.scrollTop + list.clientHeight)
    list.scrollTop = (at + 1) * height - list.clientHeight;
  showRows();
  showChosen();
}

// The issue that is `by` places further in the list.
function neighbour(by) {
  const found = shown.indexOf(chosen);
  const at = found < 0 ? -Math.sign(by) : found;
  return shown[Math.max(0, Math.min(shown.length - 1, at + by))];
}
