// SPDX-License-Identifier: MIT
// words.js - all that the page says, in Chinese and in English.

const WORDS = {
  title: ["hvline 检查报告", "hvline report"],
  titleCheck: ["hvline 话术检查报告", "hvline template report"],
  overview: ["总览", "Overview"],
  issues: ["问题", "Issues"],
  export: ["导出复核", "Export review"],
  importTitle: ["导入复核结果（JSON）", "Import a review (JSON)"],
  printTitle: ["打印或存为 PDF", "Print, or save as PDF"],
  themeTitle: ["切换主题：{0}", "Switch the theme: {0}"],
  auto: ["跟随系统", "as the system"],
  light: ["浅色", "light"],
  dark: ["深色", "dark"],
  otherLang: ["EN", "中"],
  langTitle: ["English", "中文"],
  helpTitle: ["快捷键和说明（?）", "Keys and hints (?)"],

  masked: ["个人信息已打码", "personal data masked"],
  unmasked: ["含个人信息，未打码", "personal data not masked"],
  files: ["{0} 等 {1} 个文件", "{0} and others, {1} files"],
  incomplete: ["有 {0} 处错误，并非所有内容都读到了", "errors: {0}; not all was read"],
  notKept: ["浏览器不允许保存：复核标记只在本页打开期间有效，关闭前请导出。",
    "The browser keeps nothing for this page: export the marks before you close it."],
  notImported: ["“{0}”不是 hvline 复核文件；请选择由“导出复核”生成的 JSON。",
    "“{0}” is no review of hvline; choose a JSON file made by “Export review”."],
  imported: ["已导入 {0} 个标记，其中 {1} 个属于本报告。",
    "Marks imported: {0}; of this report: {1}."],

  search: ["搜索消息、会话、规则（/）", "Search chats and rules (/)"],
  searchCheck: ["搜索模板、规则（/）", "Search templates, rules (/)"],
  filter: ["筛选", "Filter"],
  all: ["{0}：全部", "{0}: all"],
  line: ["高压线", "Line"],
  rule: ["规则", "Rule"],
  agent: ["客服", "Agent"],
  group: ["分组", "Group"],
  severity: ["严重程度", "Severity"],
  level: ["级别", "Level"],
  mark: ["复核", "Review"],
  source: ["文件", "File"],
  evasion: ["规避手法", "Disguise"],
  day: ["日期", "Day"],
  hour: ["时段", "Hour"],
  text: ["搜索", "Search"],
  severity3: ["错误", "Error"],
  severity2: ["警告", "Warning"],
  severity1: ["提示", "Note"],
  level1: ["1 级 确定", "1 certain"],
  level2: ["2 级 很可能", "2 likely"],
  level3: ["3 级 可疑", "3 suspicious"],
  evasion1: ["字间夹符号", "symbols between characters"],
  evasion2: ["字间夹空格或标点", "spaces or punctuation between characters"],
  evasion4: ["同音字或拼音", "characters of the same sound"],
  evasion8: ["拆字", "characters taken apart"],
  evasion16: ["分几条消息说", "spread over several messages"],
  hourName: ["{0} 时", "{0}:00"],
  removeFilter: ["去掉筛选：{0}", "Remove filter: {0}"],
  clear: ["清除筛选", "Clear filters"],
  nothing: ["没有符合筛选的问题。", "No issue matches the filters."],
  none: ["没有发现问题。", "Nothing was found."],

  sort: ["排序", "Sort"],
  direction: ["颠倒顺序", "Reverse the order"],
  order: ["文件顺序", "as in the file"],
  time: ["时间", "Time"],
  shown: ["{0} / {1}", "{0} of {1}"],

  tileIssues: ["问题", "Issues"],
  tileFindings: ["命中规则 {0} 次", "{0|rule hit|rule hits}"],
  tileChats: ["有问题的会话", "Chats with issues"],
  tileTemplates: ["有问题的模板", "Templates with issues"],
  ofChats: ["共 {0} 个会话，{1} 条消息", "of {0|chat|chats}, {1|message|messages}"],
  ofTemplates: ["共 {0} 条模板", "of {0|template|templates}"],
  tileReview: ["已复核", "Reviewed"],
  reviewParts: ["属实 {0} · 误报 {1}", "{0} confirmed · {1|false alarm|false alarms}"],
  byLine: ["按高压线", "By line"],
  byAgent: ["按客服", "By agent"],
  byGroup: ["按分组", "By group"],
  byRule: ["按规则", "By rule"],
  byDay: ["按日期", "By day"],
  byMonth: ["按月份", "By month"],
  byHour: ["按时段", "By hour of the day"],
  noTimes: ["文件里没有时间。", "The files tell no times."],
  rate: ["{0} / 百条", "{0} / 100"],
  rateTitle: ["每百条客服消息的问题数", "issues per 100 messages of the agent"],
  barTitle: ["{0}：问题 {1}", "{0}: {1|issue|issues}"],
  barTitleOf: ["{0}：问题 {1}，客服消息 {2}", "{0}: {1|issue|issues}, {2|message|messages} of the shop"],
  showAll: ["全部 {0} 项", "All {0}"],
  showLess: ["收起", "Fewer"],
  pickBar: ["点选即筛选", "click to filter"],

  seller: ["客服", "Seller"],
  buyer: ["买家", "Buyer"],
  system: ["系统", "System"],
  noAccount: ["（无账号）", "(no account)"],
  noGroup: ["（无分组）", "(no group)"],
  chat: ["会话", "Chat"],
  template: ["模板", "Template"],
  place: ["位置", "Place"],
  placeTitle: ["复制位置", "Copy the place"],
  facts: ["事实", "Facts"],
  why: ["为什么违规", "Why it is a violation"],
  say: ["可以改为", "What to say instead"],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  rules: ["命中的规则", "Rules"],
  disguised: ["规避手法", "Disguised by"],
  theChat: ["会话记录", "The conversation"],
  theTemplate: ["模板内容", "The template"],
  gap: ["{0} 条消息未收录", "{0|message|messages} left out"],
  otherIssue: ["另有问题：{0}", "Another issue: {0}"],
  pickOne: ["从左边选一条问题查看对话。", "Choose an issue to see its conversation."],
  back: ["返回列表", "Back to the list"],
  previous: ["上一条（K）", "Previous (K)"],
  next: ["下一条（J）", "Next (J)"],

  open: ["未复核", "Not reviewed"],
  confirmed: ["属实", "Confirmed"],
  false: ["误报", "False alarm"],
  mixed: ["部分误报", "Partly false"],
  note: ["有备注", "With a note"],
  noteLabel: ["备注", "Note"],
  notePlace: ["备注（N）：给同事或以后的自己", "Note (N): for colleagues, or for later"],
  sameText: ["同一文件里文字相同的消息共用标记。", "Equal messages of one file share their marks."],

  keys: ["快捷键和说明", "Keys and hints"],
  keyNext: ["下一条 / 上一条问题", "next / previous issue"],
  keyOpen: ["打开所选问题", "open the chosen issue"],
  keyConfirm: ["标为属实（再按取消）", "confirmed (again: take back)"],
  keyFalse: ["标为误报（再按取消）", "false alarm (again: take back)"],
  keyNote: ["写备注", "write a note"],
  keySearch: ["搜索", "search"],
  keyTabs: ["总览 / 问题", "overview / issues"],
  keyClose: ["返回、关闭", "back, close"],
  keyHelp: ["本说明", "this help"],
  keysMarks: ["标记保存在本机浏览器里，不上传。用“导出复核”存成 JSON，可交给 hvline --baseline 使用，也可以在另一台电脑导入。",
    "Marks stay in this browser and are sent nowhere. “Export review” saves them as JSON, for hvline --baseline or to import elsewhere."],
  close: ["关闭", "Close"],
  printed: ["打印了前 {0} 条，共 {1} 条；筛选后可打印其余。", "The first {0} of {1} issues are printed; filter to print others."],
};

let lang = "zh";

// A number, as it is shown, and what it counts.
function counted(value, one, many) {
  return value + " " + (String(value) === "1" ? one : many);
}

// The text called `key`, with `values` in place of {0}, {1}, and with what they
// count in place of {0|issue|issues}.
function say(key, ...values) {
  const text = WORDS[key][lang === "zh" ? 0 : 1];
  return text.replace(/\{(\d)(?:\|(.*?)\|(.*?))?\}/g, (whole, n, one, many) =>
    one ? counted(values[n], one, many) : values[n]);
}

// What a rule says in both languages, in the page's.
function pick(both) {
  return both[lang === "zh" ? 0 : 1];
}

function number(value, options) {
  return value.toLocaleString(lang === "zh" ? "zh-CN" : "en-US", options);
}

// "20K", for where there is little room.
function shortNumber(value) {
  return number(value, {notation: "compact"});
}
