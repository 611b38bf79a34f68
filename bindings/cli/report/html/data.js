// SPDX-License-Identifier: MIT
// data.js - what report_html.c wrote, as issues: one line against one message.
//
// about: {lang, kind: "audit"|"check", masked, chats, messages, findings,
//   sources: [[name, 0]], agents: [[name, messages]], days: [[day since 1970,
//   messages of the shop]], hours: [24 numbers of these],
//   rules: [{id, line, severity, level, lineTitle, title, why, say}]}
// chats: [{id, group, source, count, facts: [[name, value]],
//   messages: [[index, role, agent or -1, seconds or null, line, text]],
//   issues: [[message, evasion, findings]]}]
// finding: [rule, severity, level, fingerprint, spans]; the first of an issue
//   is the worst. span: [message, start, end], in code points.

function takeJson(id) {
  const element = byId(id);
  const value = JSON.parse(element.textContent);
  element.remove();
  return value;
}

const about = takeJson("about");
const chats = takeJson("chats");
const isCheck = about.kind === "check";
const SELLER = 1, BUYER = 2, SYSTEM = 3;
const SEVERITIES = [3, 2, 1], EVASIONS = [1, 2, 4, 8, 16];

// Titles of lines and of rules, by name.
const lineTitles = {}, ruleTitles = {};
for (const rule of about.rules) {
  lineTitles[rule.line] = rule.lineTitle;
  ruleTitles[rule.id] = rule.title;
}

// Groups of templates take the place of agents.
const groups = new Map();
function numberOfGroup(name) {
  if (!groups.has(name)) groups.set(name, groups.size);
  return groups.get(name);
}

function dayOf(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

// Messages of a chat may be left out: find the one of this index.
function messageAt(chat, index) {
  let at = Math.min(index, chat.messages.length - 1);
  while (chat.messages[at][0] > index) at--;
  return chat.messages[at];
}

function makeFinding([rule, severity, level, fingerprint, spans]) {
  return {rule: about.rules[rule], severity, level, fingerprint, spans};
}

function makeIssue(chat, [index, evasion, written], order) {
  const message = messageAt(chat, index);
  const findings = written.map(makeFinding);
  const seconds = message[3];
  return {
    order, chat, message, evasion, findings,
    severity: findings[0].severity,
    level: findings[0].level,
    line: findings[0].rule.line,
    agent: isCheck ? numberOfGroup(chat.group) : message[2],
    seconds,
    day: seconds === null ? "" : dayOf(seconds),
    hour: seconds === null ? "" : new Date(seconds * 1000).getUTCHours(),
  };
}

const issues = [];
for (const chat of chats) {
  chat.issues = chat.issues.map((issue) => {
    issues.push(makeIssue(chat, issue, issues.length));
    return issues[issues.length - 1];
  });
}

// The issues that a message, found by its index, is found or evidence for.
function touching(chat, index) {
  if (!chat.touched) {
    chat.touched = new Map();
    for (const issue of chat.issues) {
      const spans = issue.findings.flatMap((finding) => finding.spans);
      for (const at of new Set([issue.message[0], ...spans.map(([i]) => i)]))
        chat.touched.set(at, [...chat.touched.get(at) || [], issue]);
    }
  }
  return chat.touched.get(index) || [];
}

const hasTimes = issues.some((issue) => issue.day);
const whoNames = isCheck ? [...groups.keys()] : about.agents.map((one) => one[0]);

const hasWho = whoNames.some((name) => name);

// "shop:" where all agents are of one shop: then it need not be said.
const shop = commonShop();

function commonShop() {
  const shops = new Set(whoNames.filter((name) => name)
    .map((name) => name.match(/^[^:：]+[:：](?=.)/)?.[0]));
  return !isCheck && shops.size === 1 ? [...shops][0] || "" : "";
}

function whoFull(number) {
  const name = whoNames[number];
  return name ? visible(name) : say(isCheck ? "noGroup" : "noAccount");
}

function whoName(number) {
  const name = whoNames[number];
  return name ? visible(name.slice(shop.length)) : whoFull(number);
}

function titleOf(issue) {
  return pick(issue.findings[0].rule.title);
}

function placeOf(issue) {
  return visible(about.sources[issue.chat.source][0]) + ":" + issue.message[4];
}

// "06-18 09:08", in full "2026-06-18 09:08:53".
function timeText(seconds, inFull) {
  if (seconds === null) return "";
  const text = new Date(seconds * 1000).toISOString();
  return inFull ? text.slice(0, 10) + " " + text.slice(11, 19)
    : text.slice(5, 10) + " " + text.slice(11, 16);
}

// What the search looks at; made once.
function hayOf(issue) {
  if (!issue.hay) {
    const rules = issue.findings.map(({rule}) =>
      rule.id + "\n" + rule.title.join("\n") + "\n" + rule.lineTitle.join("\n"));
    const text = [issue.chat.id, issue.message[5], whoNames[issue.agent],
      issue.chat.group, placeOf(issue), ...rules].join("\n");
    issue.hay = fold(text);
  }
  return issue.hay;
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}
