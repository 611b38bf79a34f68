// SPDX-License-Identifier: MIT
// filter.js - which issues are shown, and in which order.

const FILTERS = {
  text: (issue, value) => hayOf(issue).includes(value),
  line: (issue, value) => issue.line === value,
  rule: (issue, value) => issue.findings.some(({rule}) => rule.id === value),
  agent: (issue, value) => issue.agent === +value,
  severity: (issue, value) => issue.severity === +value,
  level: (issue, value) => issue.level === +value,
  mark: (issue, value) => value === "note" ? noteOf(issue) !== ""
    : stateOf(issue) === value,
  evasion: (issue, value) => (issue.evasion & +value) !== 0,
  source: (issue, value) => issue.chat.source === +value,
  day: (issue, value) => issue.day.startsWith(value), // or a month
  hour: (issue, value) => issue.hour === +value,
};

// Those with a value; all values are strings.
const filter = {};

const MARKS = ["open", "confirmed", "false", "mixed"];
const SORTS = {
  order: (a, b) => a.order - b.order,
  time: (a, b) => (a.seconds ?? -1) - (b.seconds ?? -1),
  severity: (a, b) => b.severity - a.severity || a.level - b.level,
  level: (a, b) => a.level - b.level || b.severity - a.severity,
  line: (a, b) => compare(a.line, b.line),
  agent: (a, b) => compare(whoNames[a.agent], whoNames[b.agent]),
  mark: (a, b) => MARKS.indexOf(stateOf(a)) - MARKS.indexOf(stateOf(b)),
};
const sorting = {key: "order", backwards: false};

let shown = []; // the issues that pass, in order

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// All issues that pass all filters but the one called `except`.
function passing(except) {
  const tests = Object.keys(filter).filter((name) => name !== except)
    .map((name) => [FILTERS[name], filter[name]]);
  return issues.filter((issue) =>
    tests.every(([test, value]) => test(issue, value)));
}

function choose() {
  const order = SORTS[sorting.key];
  shown = passing("").sort((a, b) => order(a, b) || a.order - b.order);
  if (sorting.backwards) shown.reverse();
}

// Set a filter, or take it away with "" or the value it has.
function setFilter(name, value) {
  if (value === "" || filter[name] === value) delete filter[name];
  else filter[name] = value;
  changed();
}

function clearFilters() {
  for (const name of Object.keys(filter)) delete filter[name];
  changed();
}

// What a value of a filter is called.
function valueName(name, value) {
  switch (name) {
  case "line": return visible(pick(lineTitles[value]));
  case "rule": return visible(`${pick(ruleTitles[value])} · ${value}`);
  case "agent": return whoName(value);
  case "source": return visible(about.sources[value][0]);
  case "severity": return say("severity" + value);
  case "level": return say("level" + value);
  case "evasion": return say("evasion" + value);
  case "mark": return say(value);
  case "hour": return say("hourName", value);
  default: return visible(value);
  }
}

function filterName(name) {
  return say(name === "agent" && isCheck ? "group" : name);
}

function count(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

// The values that a filter can take, those of most issues first.
function valuesOf(name) {
  if (name === "severity" || name === "level")
    return [...count(issues.map((issue) => issue[name])).keys()].sort()
      .map(String);
  if (name === "mark") return [...MARKS, "note"];
  if (name === "evasion")
    return EVASIONS.filter((bit) => issues.some((i) => i.evasion & bit))
      .map(String);
  const of = {
    line: (issue) => [issue.line],
    rule: (issue) => issue.findings.map(({rule}) => rule.id),
    agent: (issue) => [issue.agent],
    source: (issue) => [issue.chat.source],
  }[name];
  const counts = [...count(issues.flatMap(of))];
  return counts.sort((a, b) => b[1] - a[1]).map(([value]) => String(value));
}

// The selects; anew for another language only, so that they keep the focus.
function makePicks() {
  const names = ["line", "rule", "agent", "source", "severity", "level", "mark",
    "evasion"].filter((name) => valuesOf(name).length > 1);
  byId("picks").replaceChildren(...names.map((name) => make("select",
    {"data-filter": name, "aria-label": filterName(name),
      onchange: (event) => setFilter(name, event.target.value)},
    make("option", {value: ""}, say("all", filterName(name))),
    valuesOf(name).map((value) =>
      make("option", {value}, valueName(name, value))))));
  const keys = Object.keys(SORTS).filter((key) => key !== "time" || hasTimes);
  byId("sort").replaceChildren(...keys.map((key) => make("option",
    {value: key}, key === "order" ? say(key) : filterName(key))));
}

function showPicks() {
  for (const select of byId("picks").children) {
    select.value = filter[select.dataset.filter] || "";
    select.classList.toggle("set", select.value !== "");
  }
  byId("sort").value = sorting.key;
  byId("direction").textContent = sorting.backwards ? "↑" : "↓";
  byId("shown").textContent =
    say("shown", number(shown.length), number(issues.length));
}

function showChips() {
  const chips = Object.entries(filter).map(([name, value]) => {
    const label = filterName(name) + " " + valueName(name, value);
    return make("button", {type: "button", class: "chip", "data-chip": name,
      "aria-label": say("removeFilter", label),
      onclick: () => setFilter(name, "")}, label, make("i", {}, "×"));
  });
  if (chips.length > 1)
    chips.push(make("button", {type: "button", class: "chip clear",
      onclick: clearFilters}, say("clear")));
  byId("chips").replaceChildren(...chips);
  if (!filter.text && document.activeElement !== byId("search"))
    byId("search").value = "";
  byId("more").classList.toggle("set", chips.length > 0);
}
