// SPDX-License-Identifier: MIT
// chat.js - an issue in full: what is wrong, what to say instead, the review
// and the conversation as bubbles with the evidence marked.

function distinct(texts) {
  return [...new Set(texts.filter((text) => text))];
}

function tag(issue) {
  return make("span", {class: "tag s" + issue.severity},
    say("severity" + issue.severity), " · ", say("level" + issue.level));
}

function markButton(mark, state, key) {
  return make("button", {type: "button", class: "mark " + mark,
    "data-mark": mark, "aria-pressed": state === mark,
    onclick: () => markChosen(mark)},
  mark === "confirmed" ? "✓ " : "✗ ", say(mark), make("kbd", {}, key));
}

function ruleRow(issue, finding) {
  const state = markOf(finding.fingerprint).mark;
  const toggle = (mark) => () => {
    toggleFinding(finding, mark);
    marksChanged();
  };
  return make("li", {class: "s" + finding.severity},
    make("span", {class: "rule-title"}, visible(pick(finding.rule.title)),
      make("code", {}, visible(finding.rule.id))),
    make("span", {class: "rule-tag"}, say("severity" + finding.severity), " · ",
      say("level" + finding.level)),
    issue.findings.length > 1 && make("span", {class: "rule-marks"},
      ["confirmed", "false"].map((mark) => make("button", {type: "button",
        class: "small " + mark, title: say(mark), "aria-label": say(mark),
        "aria-pressed": state === mark, onclick: toggle(mark)},
      mark === "confirmed" ? "✓" : "✗"))));
}

function marks(issue) {
  const state = stateOf(issue);
  return make("span", {class: "marks"}, markButton("confirmed", state, "C"),
    markButton("false", state, "F"));
}

function noteField(issue) {
  return make("div", {class: "review"},
    make("textarea", {id: "note", rows: 1, placeholder: say("notePlace"),
      "aria-label": say("noteLabel"), title: say("sameText"),
      oninput: (event) => {
        setNote(issue, event.target.value);
        noted();
      }}, noteOf(issue)));
}

function reasons(issue) {
  const rules = issue.findings.map(({rule}) => rule);
  const why = distinct(rules.map((rule) => pick(rule.why)));
  const instead = distinct(rules.map((rule) => pick(rule.say)))[0];
  const evasions = EVASIONS.filter((bit) => issue.evasion & bit)
    .map((bit) => say("evasion" + bit));
  return make("div", {class: "reasons"},
    make("section", {class: "why"}, make("h3", {}, say("why")),
      make("ul", {}, why.map((text) => make("li", {}, visible(text)))),
      evasions.length > 0 && make("p", {class: "evasions"}, say("disguised"),
        evasions.map((name) => make("span", {class: "tag"}, name)))),
    instead && make("section", {class: "say"}, make("h3", {}, say("say"),
      make("button", {type: "button", class: "small",
        onclick: () => copy(instead)}, say("copy"))),
    make("blockquote", {}, visible(instead))));
}

function origin(issue) {
  const place = placeOf(issue);
  const entry = (label, value) => make("span", {}, make("i", {}, label), value);
  return make("p", {class: "origin"},
    entry(say(isCheck ? "template" : "chat"),
      make("bdi", {}, visible(issue.chat.id))),
    hasWho && entry(filterName("agent"), make("bdi", {}, whoFull(issue.agent))),
    issue.seconds !== null && entry(say("time"), timeText(issue.seconds, true)),
    entry(say("place"), make("button", {type: "button", class: "place",
      title: say("placeTitle"), onclick: () => copy(place)}, place)),
    issue.chat.facts.map(([name, value]) =>
      entry(visible(name), visible(value))));
}

// ---- The conversation ----------------------------------------------------------

// Messages further from what is found are laid out once they come into view;
// the others are more than fit in the window, so that nothing moves then.
const NEAR = 30;

// What is to be seen at a message: the evidence of `issue`, or of another.
function marksOf(chat, issue, index) {
  const all = touching(chat, index);
  if (!all.length) return () => "";
  const own = evidenceOf(issue, index);
  const others = all.filter((other) => other !== issue)
    .map((other) => evidenceOf(other, index));
  return (i) => own.has(i) ? "hit"
    : others.some((other) => other.has(i)) ? "other" : "";
}

function speaker(message) {
  const [, role, agent] = message;
  if (role === SELLER)
    return agent >= 0 && !isCheck && whoNames[agent] ? whoName(agent)
      : say("seller");
  return say(role === BUYER ? "buyer" : "system");
}

function bubble(issue, message) {
  const [index, role, , seconds, , text] = message;
  const chars = Array.from(text);
  const own = index === issue.message[0];
  const others = touching(issue.chat, index).filter((other) =>
    other !== issue && other.message[0] === index);
  const side = role === SELLER ? "seller" : role === BUYER ? "buyer" : "system";
  const far = Math.abs(index - issue.message[0]) > NEAR;
  return make("li", {class: `message ${side}${own ? " found" : ""}` +
    (far ? " far" : ""), "data-index": index},
  make("p", {class: "by"}, make("bdi", {}, speaker(message)),
    seconds !== null && make("time", {}, timeText(seconds))),
  make("div", {class: "bubble", dir: "auto"}, marked(chars, 0, chars.length,
    marksOf(issue.chat, issue, index), false)),
  others.map((other) => make("button", {type: "button",
    class: "also s" + other.severity, onclick: () => open(other)},
  say("otherIssue", visible(titleOf(other))))));
}

function bubbles(issue) {
  const {messages, count} = issue.chat;
  const items = [];
  let expected = 0;
  const gap = (until) => {
    if (until > expected) items.push(make("li", {class: "gap"},
      say("gap", number(until - expected))));
  };
  for (const message of messages) {
    gap(message[0]);
    items.push(bubble(issue, message));
    expected = message[0] + 1;
  }
  gap(count);
  return make("ol", {class: "bubbles"}, items);
}

// ---- The pane ------------------------------------------------------------------

function steps() {
  const step = (by, sign, title) => make("button", {type: "button",
    class: "step", title, "aria-label": title, onclick: () => move(by)}, sign);
  return make("span", {class: "steps"}, step(-1, "↑", say("previous")),
    step(1, "↓", say("next")));
}

// The bubbles that are shown, and of what: marks do not change them.
let talk = {};

function talkOf(issue) {
  if (talk.issue !== issue || talk.lang !== lang)
    talk = {issue, lang, element: bubbles(issue)};
  return talk.element;
}

// Put `parts` before `last`, which stays where it is if it is there.
function showParts(detail, parts, last) {
  if (last.parentNode !== detail) detail.replaceChildren(last);
  while (detail.firstChild !== last) detail.firstChild.remove();
  detail.prepend(...parts);
}

function showDetail() {
  const detail = byId("detail");
  document.body.classList.toggle("opened", chosen !== null);
  if (!chosen) {
    detail.replaceChildren(make("p", {class: "hint"}, say("pickOne")));
    return;
  }
  const issue = chosen;
  showParts(detail, [
    make("header", {},
      make("button", {type: "button", class: "back", onclick: close,
        "aria-label": say("back")}, "←"),
      make("h2", {}, visible(pick(lineTitles[issue.line])), " · ",
        visible(titleOf(issue))),
      tag(issue), marks(issue), steps()),
    origin(issue), noteField(issue), reasons(issue),
    make("details", {class: "rules", open: issue.findings.length < 4},
      make("summary", {}, say("rules"), ` (${issue.findings.length})`),
      make("ul", {}, issue.findings.map((one) => ruleRow(issue, one)))),
    make("h3", {}, say(isCheck ? "theTemplate" : "theChat"))], talkOf(issue));
}

// Bring the bubble that is found into view, below what stays on top; if it is
// too long for that, its evidence.
function scrollToFound() {
  const detail = byId("detail");
  const found = detail.querySelector(".found");
  detail.scrollTop = 0;
  if (!found) return;
  const below = found.getBoundingClientRect().bottom -
    detail.getBoundingClientRect().bottom;
  if (below > 0) detail.scrollTop = below + 80;
  const hit = found.querySelector(".hit");
  if (!hit) return;
  const above = detail.querySelector("header").getBoundingClientRect().bottom -
    hit.getBoundingClientRect().top;
  if (above > 0) detail.scrollTop -= above + 80;
}
