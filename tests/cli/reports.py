# SPDX-License-Identifier: MIT
"""Reads what the reports of hvline write as their consumers do, from chats that
try to break out of them.

    python3 reports.py HVLINE FOLDER [SARIF-SCHEMA]

FOLDER is an empty one to work in. Without the schema that one check is skipped.
Prints "ok NAME" or "not ok NAME" for each case.
"""
import csv
import io
import json
import os
import re
import subprocess
import sys
import traceback
import unicodedata
import urllib.parse
import xml.etree.ElementTree as xml

HVLINE, FOLDER = sys.argv[1:3]
SCHEMA = sys.argv[3] if len(sys.argv) > 3 else None

RULES = """hvline: 1
line: t
title: {zh: '=线', en: '=line, "quoted"'}
rules:
  - id: t.bad
    severity: error
    level: 1
    title: {zh: '+题 100%, a:b ]]> <b>', en: '+title 100%, a:b ]]> <b>'}
    why: {zh: '-因为 ::error::x', en: '-why ::error::x'}
    say: {zh: '@说', en: '@say'}
    seller: [坏话]
    violates: [坏话]
    complies: [好话]
  - id: t.mild
    severity: note
    level: 2
    title: {zh: 轻, en: mild}
    why: {zh: 因, en: why}
    seller: [轻话]
    violates: [轻话]
    complies: [好话]
  - id: t.wide
    severity: warning
    level: 1
    title: {zh: 宽, en: wide}
    why: {zh: 因, en: why}
    seller: ['头 ~60:message 尾']
    violates: [头和尾]
    complies: [好话]
  - id: t.call
    severity: warning
    level: 1
    title: {zh: 电话, en: call}
    why: {zh: 因, en: why}
    seller: ["打 <mobile>"]
    violates: [打13800138000]
    complies: [好话]
"""

PHONE = "13800138000"
HOSTILE = [
    "坏话",
    "=坏话1+1",
    "＝坏话",
    "＋坏话",
    "－坏话",
    "＠坏话",
    "+坏话",
    "-坏话",
    "@坏话",
    "\t=坏话",
    "\r坏话",
    " =坏话",
    "\u3000=坏话",
    "\u200b=坏话",
    "::error::坏话",
    "\n::set-output name=x::坏话",
    "\r\n::stop-commands::坏话",
    "##[add-mask]坏话 ##[error]坏话",
    "%0A::error::坏话 %25 100%",
    "坏,话：坏话,line=9::x",
    '"坏话","x"',
    "<坏话>&amp;]]><![CDATA[x</failure>",
    "坏话\u0000\u0001\u001b[31m\u007f\u0085",
    "坏话\ufffe\uffff\ufdd0",
    "\u202e坏话\u2066",
    "坏话😀\U0010ffff",
    "坏话 打" + PHONE,
    "坏话 打" + " ".join(PHONE),
    "坏话\u2028\u2029末",
    "=HYPERLINK(\"http://x\",\"坏话\")",
    "坏话" * 3000,
]
# The same inside of what is shown as evidence.
HOSTILE += ["头" + text + "尾" for text in HOSTILE if len(text) < 60]
IDS = ["=1+1", "@id", "a\tb", "a\nb", "::error::", "<id>&\"'", "a,b", ""]


def chats(texts):
    lines = []
    for number, text in enumerate(texts):
        messages = [
            {"role": "buyer", "text": "在吗 " + PHONE},
            {"role": "seller", "text": text, "account": "=店:甲,\"\n乙",
             "time": "2024-05-01T09:03:12"},
        ]
        lines.append(json.dumps({"id": IDS[number % len(IDS)] + str(number),
                                 "messages": messages}))
    return "\n".join(lines) + "\n"


TORN = "torn,::a%.jsonl"  # its last line is no JSON
NAMES = ["plain.jsonl", "a b%41,c:d.jsonl", "::error file=x::.jsonl",
         "会话#1?.jsonl", "=1+1.jsonl"]


def run(name, *args, files=(), command="audit", status=None):
    done = subprocess.run(
        [HVLINE, command, "--no-builtin", "--rules", "rules.yaml", "--level",
         "3", *args, "-f", name, "--", *files],
        cwd=FOLDER, capture_output=True)
    allowed = [0, 1] if status is None else [status]
    assert done.returncode in allowed, done.stderr.decode()
    return done.stdout


def write(name, text):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8",
              newline="") as file:
        file.write(text)


def findings(*args, files=NAMES, command="audit"):
    """The same findings as jsonl gives them."""
    text = run("jsonl", *args, files=files, command=command).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def is_visible(text):
    return all(unicodedata.category(c) not in ("Cc", "Cf", "Cn", "Zl", "Zp")
               or c in "\u200d" for c in text)


# ---- csv

def read_csv(*args, **more):
    raw = run("csv", *args, **more)
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    # Nothing but a line's end breaks a line: also careless readers get along.
    assert text.count("\n") == len(rows) == text.count("\r")
    return rows[0], [dict(zip(rows[0], row)) for row in rows[1:]]


def test_csv_has_one_row_a_finding_and_the_same_facts():
    header, rows = read_csv("--lang", "en", files=NAMES)
    expected = findings()
    assert len(header) == len(set(header)) and len(rows) == len(expected)
    for row, finding in zip(rows, expected):
        assert row["rule"] == finding["rule"]
        assert row["severity"] == finding["severity"]
        assert row["level"] == str(finding["level"])
        assert row["message"] == str(finding["message"] + 1)
        assert row["source_line"] == str(finding["source_line"])
        assert row["fingerprint"] == finding["fingerprint"]
        time = row["day"] + " " + row["time"] if row["day"] else None
        assert time == finding["time"]


def test_csv_cells_are_no_formulas():
    for lang in "zh", "en":
        _, rows = read_csv("--lang", lang, files=NAMES)
        for row in rows:
            for cell in row.values():
                assert not re.match(r"[\s\u3000]*[-=+@\t\r＝＋－＠]", cell), cell


def test_csv_cells_of_templates_are_no_formulas():
    write("t.csv", '快捷短语编码,快捷短语,快捷短语分组\n=1,=坏话,＝组\n')
    _, rows = read_csv("--lang", "en", files=["t.csv"], command="check")
    assert [rows[0][k] for k in ("template", "text", "group")] == [
        "'=1", "'=坏话", "'＝组"]


# ---- GitHub, as the runner parses it (ActionCommand.cs)

def unescape(text, table):
    for escaped, plain in table:
        text = text.replace(escaped, plain)
    return text


DATA = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
PROPERTY = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","),
            ("%25", "%")]


def parse_command(line):
    """As the runner: None for a line that is none."""
    line = line.strip()
    if not line.startswith("::"):
        assert "##[" not in line, line
        return None
    end = line.index("::", 2)
    name, _, rest = line[2:end].partition(" ")
    properties = {}
    for pair in filter(None, rest.strip().split(",")):
        key, _, value = pair.partition("=")
        properties[key.strip()] = unescape(value, PROPERTY)
    return name, properties, unescape(line[end + 2:], DATA)


def test_github_commands_are_the_findings_and_no_others():
    text = run("github", "--lang", "en", files=NAMES).decode("utf-8")
    lines = re.split("\r\n|\r|\n", text)
    assert lines.pop() == "" and "\r" not in text
    commands = [parse_command(line) for line in lines]
    assert commands.pop() is None
    expected = findings("--lang", "en")
    assert len(commands) == len(expected)
    for command, finding in zip(commands, expected):
        name, properties, message = command
        assert name == {"note": "notice"}.get(finding["severity"],
                                              finding["severity"])
        assert properties["file"] == finding["source"]
        assert properties["line"] == str(finding["source_line"])
        assert set(properties) == {"file", "line", "col", "title"}
        assert message.count("\n") == bool(finding["why"]) + bool(
            finding["say"]), message
        assert message.startswith(finding["title"]), message
        assert all(map(is_visible, message.split("\n"))), message
        assert "##[" not in message


def test_github_shows_what_was_not_read_as_an_error_of_its_own():
    text = run("github", "-q", "--lang", "en", files=[TORN], status=2)
    *_, last = [parse_command(line) for line in text.decode().splitlines()]
    assert last == ("error", {"file": TORN, "line": "2", "title": "hvline"},
                    "errors: 1 (see stderr): not all was read"), last


def test_github_reports_nothing_found_in_a_plain_line():
    text = run("github", "-q", files=["clean.jsonl"]).decode()
    assert text == ""
    text = run("github", files=["clean.jsonl"]).decode()
    assert parse_command(text) is None and text.count("\n") == 1


# ---- GitLab

def test_gitlab_issues_are_as_documented():
    issues = json.loads(run("gitlab", files=NAMES))
    expected = findings()
    assert len(issues) == len(expected)
    for issue, finding in zip(issues, expected):
        assert set(issue) == {"description", "check_name", "fingerprint",
                              "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical",
                                     "blocker")
        assert issue["check_name"] == finding["rule"]
        assert issue["description"] and is_visible(issue["description"])
        assert issue["location"] == {
            "path": finding["source"],
            "lines": {"begin": finding["source_line"]}}
        assert issue["fingerprint"] == finding["fingerprint"]
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints)


def test_gitlab_likes_have_fingerprints_of_their_own():
    write("twice.jsonl", chats(["坏话"] * 3))
    prints = [issue["fingerprint"]
              for issue in json.loads(run("gitlab", files=["twice.jsonl"]))]
    assert len(set(prints)) == 3


def test_gitlab_shows_what_was_not_read_as_an_issue_of_its_own():
    *found, last = json.loads(run("gitlab", files=[TORN], status=2))
    assert set(last) == set(found[0])
    assert last["check_name"] == "hvline-not-read"
    assert last["location"] == {"path": TORN, "lines": {"begin": 2}}
    assert re.fullmatch("[0-9a-f]{16}", last["fingerprint"])
    again = json.loads(run("gitlab", files=[TORN, "no.csv"], status=2))
    assert again[-1]["fingerprint"] == last["fingerprint"]


def test_gitlab_without_findings_is_an_empty_array():
    assert json.loads(run("gitlab", files=["clean.jsonl"])) == []


# ---- JUnit

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "system-out"},
    "failure": set(),
    "system-out": set(),
}
ATTRIBUTES = {
    "testsuites": {"name"},
    "testsuite": {"name", "tests", "failures", "errors"},
    "testcase": {"classname", "name"},
    "failure": {"message", "type"},
    "system-out": set(),
}


def read_junit(*args, files):
    root = xml.fromstring(run("junit", *args, files=files))
    assert root.tag == "testsuites"
    for element in root.iter():
        assert {child.tag for child in element} <= CHILDREN[element.tag]
        assert set(element.attrib) == ATTRIBUTES[element.tag]
        for text in [element.text or "", *element.attrib.values()]:
            assert all(map(is_visible, text.split("\n"))), text
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == len(suite.findall(".//failure"))
        assert all(len(case.findall("failure")) <= 1 for case in cases)
    return root


def test_junit_has_a_suite_a_file_and_a_case_a_conversation():
    root = read_junit("--lang", "en", files=NAMES + ["clean.jsonl"])
    assert [suite.get("name") for suite in root] == NAMES + ["clean.jsonl"]
    for suite in root:
        assert int(suite.get("tests")) == (
            1 if suite.get("name") == "clean.jsonl" else len(HOSTILE))
    failed = root.findall(".//failure")
    assert failed and all(f.get("type") == "t.bad" for f in failed)
    assert failed[0].get("message") == "+title 100%, a:b ]]> <b>"


def test_junit_cases_fail_by_fail_on():
    write("mild.jsonl", chats(["轻话"]))
    root = read_junit(files=["mild.jsonl"])
    assert len(root.findall(".//failure")) == 1
    root = read_junit("--fail-on", "error", files=["mild.jsonl"])
    assert not root.findall(".//failure")
    assert "t.mild" in root.find(".//system-out").text


def test_junit_without_conversations_is_valid():
    assert len(read_junit(files=["empty.jsonl"])) == 0


# ---- SARIF

def check_schema(log):
    import jsonschema
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    checker = jsonschema.validators.validator_for(schema)
    faults = [f"{list(e.absolute_path)}: {e.message}"
              for e in checker(schema).iter_errors(log)]
    assert not faults, faults[:5]


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value if isinstance(value, list) else value.values():
            yield from strings(item)


def read_sarif(*args, files, command="audit", status=None):
    """What code-scanning services want beyond the schema."""
    log = json.loads(run("sarif", *args, files=files, command=command,
                         status=status))
    assert log["version"] == "2.1.0" and log["$schema"].startswith("https://")
    [only] = log["runs"]
    assert only["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert all(strings(log)), "an empty string"
    driver = only["tool"]["driver"]
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for key in "shortDescription", "fullDescription", "help":
            assert rule[key]["text"]
        assert len(rule["properties"]["tags"]) <= 10
    assert len(only["results"]) <= 25000
    for result in only["results"]:
        check_result(result, rules)
    return log


def check_result(result, rules):
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in ("error", "warning", "note")
    assert result["message"]["text"] and is_visible(result["message"]["text"])
    [location] = result["locations"]
    place = location["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    parts = urllib.parse.urlsplit(uri)
    assert re.fullmatch(r"[A-Za-z0-9\-._~/%:]+", uri), uri
    assert parts.scheme in ("", "file") and not parts.query + parts.fragment
    region = place["region"]
    assert all(number >= 1 for number in region.values())
    if set(region) != {"startLine", "endLine"}:
        assert set(region) == {"startLine", "startColumn", "endLine",
                               "endColumn"}
        assert (region["startLine"], region["startColumn"]) < (
            region["endLine"], region["endColumn"])
    prints = result["partialFingerprints"]
    assert re.fullmatch("[0-9a-f]{16}:[0-9]+",
                        prints["primaryLocationLineHash"])


def test_sarif_has_what_services_want():
    log = read_sarif("--lang", "en", files=NAMES)
    results = log["runs"][0]["results"]
    expected = findings()
    assert len(results) == len(expected)
    for result, finding in zip(results, expected):
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert urllib.parse.unquote(uri) == finding["source"]
        assert not urllib.parse.urlsplit(uri).scheme
        assert place["region"]["startLine"] == finding["source_line"]
        assert result["properties"]["message"] == finding["message"]
        print_of = result["partialFingerprints"]["primaryLocationLineHash"]
        assert print_of == finding["fingerprint"] + ":1"
    prints = [r["partialFingerprints"]["primaryLocationLineHash"]
              for r in results]
    assert len(set(prints)) == len(prints)


def test_sarif_paths_are_relative_where_they_can_be():
    for path, uri in (("./plain.jsonl", "plain.jsonl"),
                      (os.path.join(os.path.realpath(FOLDER), "plain.jsonl"),
                       "plain.jsonl"),
                      ("sub/../plain.jsonl", "plain.jsonl"),
                      ("/proc/self/cwd/plain.jsonl",
                       "file:///proc/self/cwd/plain.jsonl")):
        log = read_sarif(files=[path])
        place = log["runs"][0]["results"][0]["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == uri


def cut(name, region):
    """What a viewer marks; None where it marks a whole line."""
    if "startColumn" not in region:
        assert region["startLine"] == region["endLine"]
        return None
    with open(os.path.join(FOLDER, name), "rb") as file:
        lines = file.read().decode("utf-8-sig").split("\n")
    lines = lines[region["startLine"] - 1:region["endLine"]]
    lines[-1] = lines[-1][:region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1:]
    return "\n".join(lines)


def marked(name, text, command="check"):
    """What the regions of the results mark in a file of `text`, and the lines
    that they begin in."""
    write(name, text)
    results = read_sarif("--no-mask", files=[name], command=command)
    regions = [result["locations"][0]["physicalLocation"]["region"]
               for result in results["runs"][0]["results"]]
    marks = [cut(name, region) for region in regions]
    said = findings("--no-mask", files=[name], command=command)
    assert len(said) == len(marks) > 0
    for mark, finding in zip(marks, said):
        assert mark in (None, finding["evidence"]), (mark, finding)
    return marks, [region["startLine"] for region in regions]


def expect_marked(got, *wanted):
    """`wanted` are pairs of a mark and its line."""
    assert list(zip(*got)) == list(wanted), got


def test_sarif_marks_the_evidence_in_plain_text():
    expect_marked(
        marked("lines.txt", "\ufeff😀坏话\n\n\u3000 头👍1尾\r\n"),
        ("坏话", 1), ("头👍1尾", 3))
    expect_marked(
        marked("blocks.txt", "  头1\n2尾\n\n好\n 坏话\n\n好\n好\r\n坏话坏\r\n"),
        ("头1\n2尾", 1), (None, 4), ("坏话", 9))


def test_sarif_marks_the_evidence_in_markdown():
    text = """# 组

> 引 坏话
- 一坏话
  1. [x] 二 坏话

|  问 | 答 |
| --- |---|
| 好 | 三**不**坏话 |
|😀坏话| 好 |

四*强调*坏话

行一
行二坏话

&lt;坏话
"""
    expect_marked(marked("t.md", text), ("坏话", 3), ("坏话", 4), ("坏话", 5),
                  (None, 9), ("坏话", 10), (None, 12), (None, 14), (None, 17))


def test_sarif_marks_the_evidence_in_cells_that_stand_as_they_are():
    text = '''快捷短语编码,快捷短语,快捷短语分组
坏话,一😀坏话,组
"坏话",二坏话,组
"3","三, 坏话",组
"4","四""坏话""",组
"5\n5","五坏话",组
"6","六
头
尾",组
"7","七坏话
",组
8,&lt;坏话,组
坏话""9,坏话,
'''
    expect_marked(marked("cells.csv", text), ("坏话", 2), ("坏话", 3),
                  ("坏话", 4), (None, 5), (None, 6), ("头\n尾", 9),
                  ("坏话", 11), (None, 13), ("坏话", 14))


def test_sarif_marks_the_evidence_in_tables_of_chats():
    text = """会话,角色,内容
a,客服,"一,坏话"
a,买家,头
b,客服,="坏话"
b,客服,<b>坏话</b>
c,客服,\t坏话
"""
    expect_marked(marked("chats.csv", text, command="audit"),
                  ("坏话", 2), (None, 4), (None, 5), ("坏话", 6))


def test_sarif_marks_a_whole_line_where_the_text_is_encoded():
    expect_marked(marked("t.jsonl", '{"id":"1","text":"坏话"}\n'), (None, 1))
    expect_marked(marked("t.yaml", "a: 坏话\n"), (None, 1))


def test_sarif_without_findings_is_valid():
    log = read_sarif(files=["clean.jsonl"])
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is True


def test_sarif_tells_of_input_that_could_not_be_read():
    log = read_sarif(files=["nowhere.jsonl", "clean.jsonl"], status=2)
    invocation = log["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    [notice] = invocation["toolExecutionNotifications"]
    assert notice["level"] == "error" and notice["message"]["text"]
    if SCHEMA:
        check_schema(log)


def test_csv_and_jsonl_hold_findings_only_whatever_was_not_read():
    for name, count in ("jsonl", 1), ("csv", 2):
        text = run(name, files=[TORN], status=2)
        assert len(text.splitlines()) == count, text


def test_sarif_holds_25000_results_and_tells_of_the_others():
    lines = []
    for number in range(50):
        messages = [{"role": "seller", "text": f"坏话{i}"} for i in range(501)]
        lines.append(json.dumps({"id": str(number), "messages": messages}))
    write("many.jsonl", "\n".join(lines) + "\n")
    log = read_sarif("--lang", "en", files=["many.jsonl"])
    only = log["runs"][0]
    assert len(only["results"]) == 25000
    [notice] = only["invocations"][0]["toolExecutionNotifications"]
    assert "left out: 50" in notice["message"]["text"]
    if SCHEMA:
        log["runs"][0]["results"] = only["results"][:10]
        check_schema(log)


def test_sarif_keeps_to_its_published_schema():
    for command, files in (("audit", NAMES), ("audit", ["clean.jsonl"]),
                           ("audit", ["empty.jsonl"]), ("check", ["t.csv"])):
        for lang in "zh", "en":
            check_schema(read_sarif("--lang", lang, files=files,
                                    command=command))


# ---- all of them

NAMES_OF_REPORTS = ["text", "jsonl", "csv", "sarif", "junit", "github",
                    "gitlab", "summary"]


def test_reports_show_no_personal_data():
    for name in NAMES_OF_REPORTS:
        shown = run(name, files=NAMES).decode("utf-8")
        for number in PHONE, " ".join(PHONE):
            assert number not in shown, name
        if name != "summary":
            assert "138****8000" in shown, name


def test_reports_at_once_are_the_same_as_one_by_one():
    args = []
    for name in NAMES_OF_REPORTS:
        args += ["--report", f"{name}=all.{name}"]
    done = subprocess.run(
        [HVLINE, "audit", "--no-builtin", "--rules", "rules.yaml", "--level",
         "3", *args, "--", *NAMES], cwd=FOLDER, capture_output=True)
    assert done.returncode == 1, done.stderr.decode()
    assert done.stdout == run("summary", files=NAMES)
    for name in NAMES_OF_REPORTS:
        with open(os.path.join(FOLDER, "all." + name), "rb") as file:
            assert file.read() == run(name, files=NAMES), name


def test_reports_are_utf8_whatever_the_name_of_the_file():
    name = b"caf\xe9.jsonl"
    path = os.path.join(os.fsencode(FOLDER), name)
    with open(path, "wb") as file:
        file.write(chats(["坏话"]).encode())
    for report in NAMES_OF_REPORTS:
        run(report, files=[name]).decode("utf-8")
    log = read_sarif(files=[name])
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "caf%E9.jsonl"


def main():
    write("rules.yaml", RULES)
    os.mkdir(os.path.join(FOLDER, "sub"))
    for name in NAMES:
        write(name, chats(HOSTILE))
    write("clean.jsonl", chats(["好话"]))
    write("empty.jsonl", "")
    write(TORN, chats(["坏话"]) + "{\n")
    write("t.csv", '快捷短语编码,快捷短语,快捷短语分组\n=1,=坏话,＝组\n')
    failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_"):
            continue
        title = name[5:].replace("_", " ")
        if name == "test_sarif_keeps_to_its_published_schema" and not SCHEMA:
            print(f"skipped: {title}: no schema")
            continue
        try:
            test()
            print("ok", title, flush=True)
        except Exception:
            failed = 1
            print("not ok", title)
            print(traceback.format_exc(), flush=True)
    return failed


sys.exit(main())
