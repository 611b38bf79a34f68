// SPDX-License-Identifier: MIT
// charts.js - totals and trends of the issues that pass the filters. A bar is a
// button that filters; each chart leaves its own filter out, so that the other
// bars stay to be seen, but on paper, where nobody can choose them.

const FEW = 8; // bars of a chart before "all"
const MOST_ON_PAPER = 40; // there nobody can unfold it
const MOST_DAYS = 62; // more are shown as months
const unfolded = new Set(); // charts that show all bars
let printing = false;

// The issues that the chart of the filter `own` counts.
function charted(own) {
  return passing(printing ? "" : own);
}

// {value, name, counts: by severity, total, of: messages or 0}
function makeBars(name, valueOf, except) {
  const bars = new Map();
  for (const issue of charted(except)) {
    for (const value of [valueOf(issue)].flat()) {
      if (value === "") continue;
      if (!bars.has(value)) bars.set(value, makeBar(name, value));
      const bar = bars.get(value);
      bar.counts[issue.severity]++;
      bar.total++;
    }
  }
  return bars;
}

function makeBar(name, value, of) {
  return {value: String(value), name: valueName(name, value),
    counts: [0, 0, 0, 0], total: 0, of: of || 0};
}

function barTitle(bar) {
  const title = bar.of ? say("barTitleOf", bar.name, number(bar.total),
    number(bar.of)) : say("barTitle", bar.name, number(bar.total));
  return title + " · " + say("pickBar");
}

// The parts of a bar, the worst first, laid from `start` along an axis of
// `length` that stands for `most`: {severity, at, size}.
function partsOf(bar, most, length) {
  let at = 0;
  return SEVERITIES.filter((severity) => bar.counts[severity])
    .map((severity) => {
      const size = bar.counts[severity] / most * length;
      at += size;
      return {severity, at: at - size, size};
    });
}

function card(key, ...children) {
  return make("section", {class: "card " + key, "data-chart": key},
    make("h2", {}, say(key)), children);
}

// ---- Bars that lie: names, largest first ------------------------------------

function lyingBar(name, bar, most) {
  const parts = partsOf(bar, most, 100).map((part) => draw("rect",
    {x: part.at, width: part.size, height: 10, class: "s" + part.severity}));
  const rate = bar.of ? say("rate", (bar.total / bar.of * 100).toFixed(1)) : "";
  return make("button", {type: "button", class: "bar", title: barTitle(bar),
    "data-value": bar.value, "aria-pressed": filter[name] === bar.value,
    onclick: () => setFilter(name, bar.value)},
  make("span", {class: "name"}, bar.name),
  draw("svg", {viewBox: "0 0 100 10", preserveAspectRatio: "none",
    "aria-hidden": true}, parts),
  make("span", {class: "value"}, number(bar.total)),
  make("span", {class: "rate", title: say("rateTitle")}, rate));
}

function lyingChart(key, name, bars) {
  const all = [...bars.values()].sort((a, b) => b.total - a.total);
  if (all.length === 0) return card(key, make("p", {class: "empty"}, say("nothing")));
  const some = unfolded.has(key) ? all : all.slice(0, printing ? MOST_ON_PAPER : FEW);
  const rated = all.some((bar) => bar.of);
  const fold = () => {
    if (!unfolded.delete(key)) unfolded.add(key);
    showCharts();
  };
  return card(key,
    make("div", {class: rated ? "bars rated" : "bars"},
      some.map((bar) => lyingBar(name, bar, all[0].total))),
    all.length > FEW && make("button", {type: "button", class: "fold",
      onclick: fold}, unfolded.has(key) ? say("showLess")
      : say("showAll", all.length)));
}

// ---- Bars that stand: along time ---------------------------------------------

const WIDE = 560, HIGH = 150, LEFT = 34, TOP = 12, BOTTOM = 22;

// A round number not below `most`, and the steps to it.
function axisOf(most) {
  const size = 10 ** Math.floor(Math.log10(most / 3 || 1));
  const step = Math.max(1,
    [1, 2, 5, 10].map((n) => n * size).find((n) => n * 4 >= most));
  const steps = Math.max(1, Math.ceil(most / step));
  return {top: step * steps, step, steps};
}

function standingBar(name, bar, top, x, width) {
  const height = HIGH - TOP - BOTTOM, ground = HIGH - BOTTOM;
  const parts = partsOf(bar, top, height).map((part) => draw("rect", {
    x: x + width * 0.14, width: width * 0.72, y: ground - part.at - part.size,
    height: part.size, class: "s" + part.severity}));
  const pick = () => setFilter(name, bar.value);
  return draw("g", {class: "column", role: "button", "data-value": bar.value,
    tabindex: bar.total ? 0 : false, "aria-label": barTitle(bar),
    "aria-pressed": filter[name] === bar.value,
    onclick: pick, onkeydown: (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      pick();
    }},
  draw("title", {}, barTitle(bar)),
  draw("rect", {class: "touch", x, width, y: TOP, height}), parts);
}

function gridLines({top, step, steps}) {
  const height = HIGH - TOP - BOTTOM, lines = [];
  for (let i = 0; i <= steps; i++) {
    const y = HIGH - BOTTOM - i * step / top * height;
    lines.push(draw("line", {x1: LEFT, x2: WIDE, y1: y, y2: y}),
      draw("text", {x: LEFT - 6, y: y + 3.5, class: "end"}, shortNumber(i * step)));
  }
  return draw("g", {class: "grid"}, lines);
}

// A name below a bar, or as far left as it takes to be seen whole.
function tick(name, middle) {
  const half = name.length * 3.4;
  return draw("text", {x: Math.min(middle, WIDE - half), y: HIGH - 6}, name);
}

// Names below the bars, as many as fit.
function ticks(bars, width, nameOf) {
  const every = Math.ceil(bars.length / Math.floor((WIDE - LEFT) / 44));
  return draw("g", {class: "ticks"}, bars.map((bar, i) =>
    i % every ? "" : tick(nameOf(bar), LEFT + (i + 0.5) * width)));
}

function standingChart(key, name, bars, nameOf) {
  const axis = axisOf(Math.max(1, ...bars.map((bar) => bar.total)));
  const width = Math.min((WIDE - LEFT) / bars.length, 64);
  return card(key, draw("svg", {class: "columns", role: "group",
    viewBox: `0 0 ${WIDE} ${HIGH}`}, gridLines(axis),
  bars.map((bar, i) => standingBar(name, bar, axis.top, LEFT + i * width, width)),
  ticks(bars, width, nameOf)));
}

// All days that were looked at, without gaps, or all months if they are many.
function calendar() {
  const days = about.days.map(([day, of]) => ({
    day: dayOf(Number(day) * 86400), of})).sort((a, b) => compare(a.day, b.day));
  const first = Date.parse(days[0].day), last = Date.parse(days.at(-1).day);
  const byMonth = (last - first) / 864e5 >= MOST_DAYS;
  const bars = new Map();
  const valueOf = (day) => byMonth ? day.slice(0, 7) : day;
  if (!byMonth)
    for (let at = first; at <= last; at += 864e5)
      bars.set(dayOf(at / 1000), makeBar("day", dayOf(at / 1000)));
  for (const {day, of} of days) {
    const value = valueOf(day);
    if (!bars.has(value)) bars.set(value, makeBar("day", value));
    bars.get(value).of += of;
  }
  return {bars, valueOf, byMonth};
}

function addIssues(bars, list, valueOf) {
  for (const issue of list) {
    const bar = bars.get(valueOf(issue));
    if (!bar) continue;
    bar.counts[issue.severity]++;
    bar.total++;
  }
  return [...bars.values()];
}

function dayChart() {
  const {bars, valueOf, byMonth} = calendar();
  const all = addIssues(bars, charted("day"), (issue) => valueOf(issue.day));
  return standingChart(byMonth ? "byMonth" : "byDay", "day", all,
    (bar) => byMonth ? bar.value : bar.value.slice(5));
}

function hourChart() {
  const bars = new Map(about.hours.map((of, hour) =>
    [hour, makeBar("hour", hour, of)]));
  const all = addIssues(bars, charted("hour"), (issue) => issue.hour);
  return standingChart("byHour", "hour", all, (bar) => bar.value);
}

// ---- All of it -----------------------------------------------------------------

function agentBars() {
  const bars = makeBars("agent", (issue) => issue.agent, "agent");
  const filtered = Object.keys(filter).some((name) => name !== "agent");
  if (!isCheck && !filtered)
    for (const [agent, bar] of bars) bar.of = about.agents[agent][1];
  return bars;
}

function tile(label, value, note, share) {
  return make("div", {class: "tile"}, make("h2", {}, label),
    make("p", {class: "big"}, value),
    share !== undefined && draw("svg", {class: "share", viewBox: "0 0 100 4",
      preserveAspectRatio: "none", "aria-hidden": true},
    draw("rect", {width: 100, height: 4, class: "rest"}),
    draw("rect", {width: share * 100, height: 4, class: "done"})),
    note && make("p", {class: "about"}, note));
}

function severityNote(list) {
  const counts = count(list.map((issue) => issue.severity));
  return SEVERITIES.filter((severity) => counts.get(severity)).map((severity) =>
    make("button", {type: "button", class: "tag s" + severity,
      onclick: () => setFilter("severity", String(severity))},
    say("severity" + severity) + " " + number(counts.get(severity))));
}

function showTiles() {
  const found = new Set(shown.map((issue) => issue.chat)).size;
  const states = count(shown.map(stateOf));
  const done = shown.length - (states.get("open") || 0);
  const hits = shown.reduce((sum, issue) => sum + issue.findings.length, 0);
  byId("tiles").replaceChildren(
    tile(say("tileIssues"), number(shown.length), say("tileFindings", number(hits))),
    tile(say("severity"), make("span", {class: "tags"}, severityNote(shown)), ""),
    tile(say(isCheck ? "tileTemplates" : "tileChats"), number(found),
      isCheck ? say("ofTemplates", number(about.chats))
        : say("ofChats", number(about.chats), number(about.messages)),
      about.chats ? found / about.chats : 0),
    tile(say("tileReview"), number(done), say("reviewParts",
      number(states.get("confirmed") || 0), number(states.get("false") || 0)),
    shown.length ? done / shown.length : 0));
}

// Bars are made anew: how to find the one that has the focus.
function focusedBar() {
  const {dataset} = document.activeElement;
  const chart = document.activeElement.closest("[data-chart]");
  return chart && dataset.value !== undefined ? `[data-chart=${chart.dataset.chart}]` +
    ` [data-value="${CSS.escape(dataset.value)}"]` : null;
}

function showCharts() {
  const focused = focusedBar();
  if (issues.length === 0) {
    byId("charts").replaceChildren(make("p", {class: "clean"}, say("none")));
    return;
  }
  byId("charts").replaceChildren(
    lyingChart("byLine", "line", makeBars("line", (issue) => issue.line, "line")),
    ...(hasWho ? [lyingChart(
      isCheck ? "byGroup" : "byAgent", "agent", agentBars())] : []),
    ...(isCheck ? [] : hasTimes ? [dayChart(), hourChart()]
      : [card("byDay", make("p", {class: "empty"}, say("noTimes")))]),
    lyingChart("byRule", "rule", makeBars("rule", (issue) =>
      issue.findings.map(({rule}) => rule.id), "rule")));
  if (focused) document.querySelector(focused)?.focus();
}
