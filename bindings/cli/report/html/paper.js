// SPDX-License-Identifier: MIT
// paper.js - what is printed: the charts, and the issues that pass the filters,
// each with its message, reasons and review.

const MOST_PRINTED = 500;

function near(issue) {
  const {messages} = issue.chat;
  const at = messages.indexOf(issue.message);
  return messages.slice(Math.max(0, at - 2), at + 2);
}

function paperIssue(issue, n) {
  const rules = issue.findings.map(({rule}) => rule);
  const state = stateOf(issue), note = noteOf(issue);
  const instead = distinct(rules.map((rule) => pick(rule.say)))[0];
  return make("section", {class: "issue"},
    make("h3", {}, `${n}. `, visible(pick(lineTitles[issue.line])), " · ",
      visible(titleOf(issue)), " ", tag(issue),
      state !== "open" && make("span", {class: "state"}, say(state))),
    make("p", {class: "origin"}, visible(issue.chat.id), " · ",
      hasWho && [whoName(issue.agent), " · "], timeText(issue.seconds, true), " · ",
      placeOf(issue)),
    make("ol", {}, near(issue).map((message) => {
      const chars = Array.from(message[5]);
      return make("li", {class: message === issue.message ? "found" : ""},
        make("i", {}, speaker(message)), " ",
        marked(chars, 0, Math.min(chars.length, 400),
          marksOf(issue.chat, issue, message[0]), true),
        chars.length > 400 && "…");
    })),
    distinct(rules.map((rule) => pick(rule.why))).map((text) =>
      make("p", {}, make("i", {}, say("why")), " ", visible(text))),
    instead && make("p", {}, make("i", {}, say("say")), " ", visible(instead)),
    note && make("p", {}, make("i", {}, say("noteLabel")), " ", visible(note)));
}

function fillPaper() {
  const some = shown.slice(0, MOST_PRINTED);
  byId("paper").replaceChildren(...some.map((issue, i) =>
    paperIssue(issue, i + 1)));
  if (shown.length > some.length)
    byId("paper").append(make("p", {},
      say("printed", number(some.length), number(shown.length))));
}

function setPrinting(on) {
  printing = on;
  showTiles();
  showCharts();
}

addEventListener("beforeprint", () => {
  setPrinting(true);
  fillPaper();
});
addEventListener("afterprint", () => {
  setPrinting(false);
  byId("paper").replaceChildren();
});
