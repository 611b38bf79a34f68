# SPDX-License-Identifier: MIT
"""Clicks through HTML reports in a browser as an inspector would.

    python3 tests/html/report.py HVLINE

A report of chats that try to inject markup is made anew for each run; each
test opens it afresh. Prints "ok NAME" or "not ok NAME"."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse

import browser

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
RULES = os.path.join(ROOT, "tests", "cli", "data", "rules")
PHONE = "13812345678"
INJECTION = "</script><script>window.hacked=1</script>" \
    "<img src=x onerror=window.hacked=2><!--"
MANY = 50000
tests = []


def test(function):
    tests.append(function)
    return function


# ---- What is reported --------------------------------------------------------


HEADER = ("conversation", "shop", "role", "text", "sender", "time")


def say(role, text, account="", time=""):
    return (role, text, account, time)


def chats():
    """Eight issues: six of invoice (error), two of contact (warning)."""
    for i, agent in enumerate(["店:小林", "店:小林", "店:阿木"]):
        day = f"2026-06-{18 + i} 0{8 + i}:30:00"
        yield {"id": f"买家{i}", "shop": "tmall", "messages": [
            say("buyer", "能开发票吗", time=day),
            say("seller", f"亲 第{i}次说了 这边开不了发票的哦", agent, day),
            say("buyer", "好吧", time=day)]}
    yield {"id": "both", "messages": [
        say("buyer", f"我的电话 {PHONE}"),
        say("seller", "可以加我微信聊", "店:阿木", "2026-06-20 22:10:00"),
        say("seller", "这边开不了发票的哦", "店:阿木", "2026-06-20 22:11:00")]}
    yield {"id": INJECTION, "shop": INJECTION, "messages": [
        say("buyer", INJECTION, INJECTION),
        say("seller", f"这边开不了发票的哦{INJECTION}", f"店:{INJECTION}"),
        say("system", INJECTION)]}
    yield {"id": "bidi\u202egnp", "messages": [
        say("seller", "\u202e可以加我微信聊\u2066\u0007 \u200b end", "店:\u202e"),
        say("seller", "这边开不了发票的哦 👨\u200d👩\u200d👧 1\ufe0f\u20e3 2\ufe0f" * 2)]}
    yield {"id": "fine", "messages": [say("seller", "可以开的", "店:小林")]}


def write_chats(path, conversations):
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(HEADER)
        for chat in conversations:
            for message in chat["messages"]:
                table.writerow((chat["id"], chat.get("shop", ""), *message))


def write_native(path, conversations):
    """The same as JSONL, where text is taken as it is: no markup is undone."""
    keys = ("role", "text", "account", "time")
    with open(path, "w", encoding="utf-8") as out:
        for chat in conversations:
            print(json.dumps({
                "id": chat["id"], "facts": {"shop": chat.get("shop", "")},
                "messages": [{key: value for key, value in zip(keys, message)
                              if value} for message in chat["messages"]]}),
                  file=out)


class Reports:
    """The command and the folder its reports go to."""

    def __init__(self, hvline):
        self.hvline = os.path.abspath(hvline)
        self.folder = tempfile.TemporaryDirectory(prefix="hvline-html-")
        write_chats(self.path("chats.csv"), chats())

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def make(self, name, source, *options, command="audit", status=(0, 1)):
        """The path of a new report; `source` is a file in the folder."""
        done = subprocess.run(
            [self.hvline, command, "--no-builtin", "--rules", RULES, "-q",
             "--format", "html", "-o", name, *options, source],
            cwd=self.folder.name, stderr=subprocess.PIPE)
        if done.returncode not in status:
            raise RuntimeError(done.stderr.decode())
        return self.path(name)

    def open(self, page, *options, name="report.html", **more):
        """Make a report of the chats and open it, all marks forgotten."""
        path = self.make(name, "chats.csv", *(options or ("--lang", "en")),
                         **more)
        show(page, path)
        page.run("localStorage.clear()")
        show(page, path)
        return path


def show(page, path):
    page.size(1280, 800)
    page.open("file://" + urllib.parse.quote(path))


def equal(is_now, should_be):
    if is_now != should_be:
        raise AssertionError(f"is {is_now!r}, should be {should_be!r}")


def issues(page):
    return page.text("#tab-count")


def background(page):
    return page.run("getComputedStyle(document.body).backgroundColor")


# ---- Totals and filters --------------------------------------------------------


@test
def test_totals_and_charts_add_up(reports, page):
    reports.open(page)
    equal(issues(page), "8")
    equal(page.run("""[...document.querySelectorAll(
        '[data-chart=byLine] .value')].map((e) => e.innerText)"""), ["6", "2"])
    for chart in ("byAgent", "byRule"):
        equal(page.run(f"""[...document.querySelectorAll(
            '[data-chart={chart}] .value')]
            .reduce((sum, e) => sum + Number(e.innerText), 0)"""), 8)
    equal(page.count("[data-chart=byDay] .column[tabindex]"), 3)
    equal(page.count("[data-chart=byHour] .column"), 24)
    assert "of 7 chats, 18 messages" in page.text("#tiles")


@test
def test_a_bar_filters_and_a_chip_takes_it_back(reports, page):
    reports.open(page)
    page.click('[data-chart=byLine] [data-value="contact"]')
    equal(issues(page), "2")
    equal(page.count("[data-chart=byLine] .bar"), 2)
    equal(pressed(page), ["contact"])
    page.click("[data-chip=line]")
    equal(pressed(page), [])
    equal(issues(page), "8")
    page.click('[data-chart=byHour] [data-value="22"]')
    equal(issues(page), "2")
    page.click('[data-chart=byHour] [data-value="22"]')
    page.click('[data-chart=byDay] [data-value="2026-06-18"]')
    equal(issues(page), "1")


def pressed(page):
    """The bars that are chosen, as the style sheet sees them."""
    return page.run("""[...document.querySelectorAll(
        '[data-chart] [aria-pressed=true]')].map((e) => e.dataset.value)""")


@test
def test_bars_are_chosen_and_taken_back_without_a_mouse(reports, page):
    reports.open(page)
    for chart, value in (("byLine", "contact"), ("byHour", "22")):
        bar = f'[data-chart={chart}] [data-value="{value}"]'
        page.run(f"document.querySelector('{bar}').focus()")
        for key, count in (("Enter", "2"), (" ", "8"), (" ", "2"),
                           ("Enter", "8")):
            page.key(key)
            equal(issues(page), count)
            assert page.run(f"document.activeElement.matches('{bar}')")


@test
def test_selects_search_and_sorting_choose_the_list(reports, page):
    reports.open(page)
    page.click("#tab-work")
    page.choose("[data-filter=severity]", "2")
    equal(page.count(".row"), 2)
    page.choose("[data-filter=severity]", "")
    page.click("#search")
    page.write("第２次")
    page.until("document.querySelectorAll('.row').length === 1")
    assert "买家2" in page.text(".row")
    page.click("[data-chip=text]")
    equal(page.count(".row"), 8)
    page.choose("#sort", "severity")
    page.click("#direction")
    assert page.text(".row").startswith("Contact")
    page.click("#search")
    page.write("nothing is like this")
    page.until("document.querySelectorAll('.row').length === 0")
    page.click("#clear")
    equal(page.count(".row"), 8)


# ---- A conversation ------------------------------------------------------------


@test
def test_an_issue_opens_its_conversation_with_evidence(reports, page):
    reports.open(page)
    page.click("#tab-work")
    page.click("#row-0")
    equal(page.count(".message"), 3)
    equal(page.count(".message.found.seller"), 1)
    evidence = page.text(".found mark.hit")
    assert evidence and evidence in "这边开不了发票的哦", evidence
    assert "Every buyer can have an invoice." in page.text(".why")
    assert "please send the title" in page.text(".say")
    assert "invoice.refuse" in page.text(".rules")
    assert "1 certain" in page.text("#detail header")
    assert "chats.csv:3" in page.text(".origin")
    assert "tmall" in page.text(".origin")
    equal(page.run("location.hash"), "#1")


@test
def test_evidence_in_a_long_message_is_brought_into_view(reports, page):
    pad = "好的 " * 3000
    write_chats(reports.path("tall.csv"), [
        {"id": "tall", "messages": [
            say("seller", "这边开不了发票的哦" + pad),
            say("seller", pad + "可以加我微信聊" + pad)]}])
    show(page, reports.make("tall.html", "tall.csv", "--lang", "en"))
    page.key("o")
    for _ in range(2):
        page.key("j")
        assert page.run("""(() => {
          const hit = document.querySelector(".found .hit")
            .getBoundingClientRect();
          const head = document.querySelector("#detail header")
            .getBoundingClientRect();
          return hit.top >= head.bottom && hit.bottom <= innerHeight;
        })()"""), page.run("location.hash")


@test
def test_the_other_issue_of_a_conversation_is_one_click_away(reports, page):
    reports.open(page)
    page.click('[data-chart=byLine] [data-value="contact"]')
    page.click("#tab-work")
    page.click("#row-3")
    equal(page.count("mark.other"), 1)
    page.click(".also")
    equal(page.run("location.hash"), "#5")


@test
def test_an_address_opens_its_issue_and_back_closes_it(reports, page):
    path = reports.open(page)
    page.open("file://" + path + "#3")
    page.until("document.querySelector('.origin')")
    assert "买家2" in page.text(".origin")
    show(page, path)
    page.click("#tab-work")
    page.click("#row-1")
    page.run("history.back()")
    page.until("!document.body.classList.contains('opened')")


@test
def test_the_open_issue_is_marked_when_its_row_comes_back(reports, page):
    write_chats(reports.path("rows.csv"), (
        {"id": f"c{i}", "messages": [say("seller", f"这边开不了发票的哦 {i}")]}
        for i in range(200)))
    show(page, reports.make("rows.html", "rows.csv", "--lang", "en"))
    page.key("o")
    page.key("j")
    for top in (9000, 0):
        page.run(f"document.querySelector('#list').scrollTop = {top}")
        page.until(f"!document.querySelector('#row-0') === ({top} > 0)")
    equal(page.run("""[...document.querySelectorAll(
        '.row[aria-selected=true]')].map((e) => e.id)"""), ["row-0"])


@test
def test_keys_walk_open_mark_and_close(reports, page):
    reports.open(page)
    page.key("o")
    page.key("j")
    page.key("j")
    equal(page.run("location.hash"), "#2")
    page.key("k")
    page.key("c")
    equal(page.run("document.querySelector('#row-0').dataset.state"),
          "confirmed")
    page.key("End")
    equal(page.run("location.hash"), "#8")
    page.key("Escape")
    equal(page.count(".found"), 0)
    page.key("/")
    page.key("f")  # written, not a mark
    equal(page.run("document.activeElement.value"), "f")
    page.key("Escape")
    page.key("?")
    equal(page.run("document.querySelector('#keys').open"), True)
    page.key("Escape")


# ---- Review --------------------------------------------------------------------


@test
def test_marks_and_notes_outlive_the_page(reports, page):
    path = reports.open(page)
    page.click("#tab-work")
    page.click("#row-0")
    page.click("[data-mark=false]")
    page.click("#note")
    page.write("said <b>politely</b>")
    show(page, path)
    page.click("#tab-work")
    equal(page.run("document.querySelector('#row-0').dataset.state"), "false")
    page.click("#row-0")
    equal(page.run("document.querySelector('#note').value"),
          "said <b>politely</b>")
    page.choose("[data-filter=mark]", "open")
    equal(issues(page), "7")
    page.key("Escape")
    page.choose("[data-filter=mark]", "note")
    equal(issues(page), "1")
    page.key("j")
    page.key("f")
    equal(page.run("document.querySelector('#row-0').dataset.state"), "open")


@test
def test_the_overview_leaves_out_what_a_mark_has_filtered_out(reports, page):
    reports.open(page)
    page.choose("[data-filter=mark]", "open")
    for key in "ojf":
        page.key(key)
    equal(issues(page), "8")  # the row stays
    page.key("o")
    equal(issues(page), "7")
    equal(page.text("#tiles .big"), "7")
    equal(page.run("""[...document.querySelectorAll(
        '[data-chart=byLine] .value')].map((e) => e.innerText)"""), ["5", "2"])


@test
def test_a_button_that_marks_keeps_the_focus(reports, page):
    reports.open(page)
    page.key("o")
    page.key("j")
    for button in ("[data-mark=false]", "[data-mark=confirmed]"):
        page.run(f"document.querySelector('{button}').focus()")
        page.key("Enter")
        assert page.run(f"document.activeElement.matches('{button}')"), button


@test
def test_an_issue_stays_where_it_is_when_one_of_its_rules_is_marked(reports,
                                                                    page):
    write_chats(reports.path("two.csv"), (
        {"id": f"c{i}", "messages": [
            say("buyer", "能开发票吗"), say("seller", f"没有哦 开不了发票的 {i}")]}
        for i in range(3)))
    path = reports.make("two.html", "two.csv", "--lang", "en")
    show(page, path)
    page.run("localStorage.clear()")
    show(page, path)
    page.choose("[data-filter=mark]", "open")
    page.click("#tab-work")
    page.click("#row-1")
    page.click(".rule-marks .false")
    equal(page.run("document.querySelector('#row-1').dataset.state"), "mixed")
    page.key("j")
    equal(page.run("location.hash"), "#3")


def exported(page):
    path = os.path.join(page.downloads, "hvline-review.json")
    if os.path.exists(path):
        os.remove(path)
    page.click("#export")
    end = time.monotonic() + browser.WAIT
    while not os.path.exists(path) or not os.path.getsize(path):
        if time.monotonic() > end:
            raise RuntimeError("nothing was exported")
        time.sleep(0.05)
    return path


@test
def test_a_review_is_exported_and_imported(reports, page):
    path = reports.open(page)
    page.click("#tab-work")
    page.click("#row-0")
    page.key("c")
    page.click("#row-3")
    page.key("f")
    page.click("#row-4")
    page.click("#note")
    page.write("ask again")
    file = exported(page)
    with open(file, encoding="utf-8") as review:
        review = json.load(review)
    equal(review["hvline-review"], 2)
    equal([(m["rule"], m["mark"], m["note"]) for m in review["marks"]],
          [("invoice.refuse", "confirmed", ""), ("contact.add", "false", ""),
           ("invoice.refuse", "note", "ask again")])
    for mark in review["marks"]:
        equal(len(mark["fingerprint"]), 16)
        assert mark["fingerprint"] in open(path, encoding="utf-8").read()
    page.run("localStorage.clear()")
    show(page, path)
    give_file(page, file)
    page.until("document.querySelector('.toast')")
    assert "of this report: 3" in page.text(".toast")
    page.click("#tab-work")
    equal(page.run("document.querySelector('#row-3').dataset.state"), "false")
    give_file(page, path)
    page.until("!document.querySelector('#warning').hidden")
    assert "is no review" in page.text("#warning")


def give_file(page, file):
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root,
                     selector="#import-file")["nodeId"]
    page.call("DOM.setFileInputFiles", nodeId=node, files=[file])


# ---- Looks ---------------------------------------------------------------------


@test
def test_the_theme_follows_the_system_until_it_is_switched(reports, page):
    path = reports.open(page)
    set_system(page, "dark")
    dark = background(page)
    set_system(page, "light")
    light = background(page)
    assert light != dark
    for theme, color in (("light", light), ("dark", dark)):
        page.click("#theme")
        equal(page.run("document.documentElement.dataset.theme"), theme)
        equal(background(page), color)
    show(page, path)
    equal(background(page), dark)


def set_system(page, scheme):
    page.call("Emulation.setEmulatedMedia", features=[
        {"name": "prefers-color-scheme", "value": scheme}])
    page.until("document.documentElement.dataset.shade === "
               + json.dumps(scheme))


@test
def test_the_language_follows_lang_and_can_be_switched(reports, page):
    reports.open(page)
    equal(page.text("#title"), "hvline report")
    page.click("#lang")
    equal(page.text("#title"), "hvline 检查报告")
    equal(page.run("document.documentElement.lang"), "zh-CN")
    assert "发票" in page.text("[data-chart=byLine]")
    reports.open(page, "--lang", "zh", name="zh.html")
    equal(page.text("#title"), "hvline 检查报告")


@test
def test_no_word_is_missing_in_either_language(reports, page):
    reports.open(page)
    for _ in range(2):
        page.key("o")
        page.key("j")
        page.key("?")
        said = page.run("""document.body.innerText +
            [...document.querySelectorAll("body *")].flatMap((e) =>
                ["title", "aria-label", "placeholder"].map((name) =>
                    e.getAttribute(name) || "")).join(" ")""")
        assert "undefined" not in said and "{" not in said, said
        page.key("Escape")
        page.key("o")
        page.click("#lang")


@test
def test_a_phone_shows_one_thing_at_a_time(reports, page):
    reports.open(page)
    page.size(390, 844, phone=True)
    fits = "document.documentElement.scrollWidth <= 390"
    assert page.run(fits)
    page.click("#tab-work")
    assert page.run(fits)
    equal(page.run("getComputedStyle(document.querySelector('#detail'))"
                   ".display"), "none")
    page.click("#row-0")
    assert page.run("document.querySelector('#detail')"
                    ".getBoundingClientRect().height === innerHeight")
    assert page.run("document.querySelector('#detail').scrollWidth <= 390")
    page.click("[data-mark=confirmed]")
    page.click(".back")
    equal(page.run("document.querySelector('#row-0').dataset.state"),
          "confirmed")
    page.click("#more")
    page.choose("[data-filter=line]", "contact")
    equal(issues(page), "2")


@test
def test_tabs_and_buttons_of_a_narrow_phone_do_not_overlap(reports, page):
    reports.open(page)
    page.click("#tab-work")
    for width, total in ((320, "8"), (390, "50,000"), (390, "8")):
        page.size(width, 568, phone=True)
        page.run(f"document.querySelector('#tab-count').innerText = '{total}'")
        assert page.run("""(() => {
          const tab = document.querySelector("#tab-work")
            .getBoundingClientRect();
          return tab.right <= innerWidth && [...document.querySelectorAll(
            ".tools button")].map((e) => e.getBoundingClientRect())
            .every((box) => !box.width || box.right <= innerWidth &&
              (box.left >= tab.right || box.top >= tab.bottom));
        })()"""), (width, total)


@test
def test_paper_gets_the_issues_that_pass_the_filters(reports, page):
    reports.open(page)
    page.choose("[data-filter=line]", "contact")
    page.run("dispatchEvent(new Event('beforeprint'))")
    equal(page.count("#paper .issue"), 2)
    equal(page.count("[data-chart=byLine] .bar"), 1)
    page.call("Emulation.setEmulatedMedia", media="print")
    assert page.run("document.querySelector('#paper').offsetHeight > 100")
    assert page.run("document.querySelector('#overview').offsetHeight > 100")
    page.call("Emulation.setEmulatedMedia", media="")
    page.run("dispatchEvent(new Event('afterprint'))")
    equal(page.count("#paper .issue"), 0)
    equal(page.count("[data-chart=byLine] .bar"), 2)
    assert page.call("Page.printToPDF")["data"]


# ---- Strangers' texts ------------------------------------------------------------


@test
def test_nothing_from_chats_is_markup(reports, page):
    name = "a<img src=x onerror=window.hacked=3>.jsonl"
    write_native(reports.path(name), chats())
    path = reports.make("injected.html", name, "--lang", "en")
    show(page, path)
    page.key("o")
    for _ in range(8):
        page.key("j")
        page.run("dispatchEvent(new Event('beforeprint'))")
        equal(page.run("window.hacked"), None)
        equal(page.count("img"), 0)
        equal(page.count("script"), 1)
    page.run("location.hash = '#6'")
    page.until("document.querySelector('.found')")
    assert INJECTION in page.text(".found .bubble")
    assert INJECTION in page.text(".origin")
    equal(page.text(".message.buyer .bubble"), INJECTION)


@test
def test_the_data_has_no_character_of_markup_or_steering(reports, page):
    with open(reports.open(page), encoding="utf-8") as report:
        text = report.read()
    start = text.index('id="chats">') + len('id="chats">')
    data = text[start:text.index("]</script>", start)]
    for bad in "<&\u202e\u2066\u200b\u0007":
        assert bad not in data, repr(bad)
    json.loads(data + "]")


@test
def test_the_policy_allows_two_hashes_and_nothing_else(reports, page):
    reports.open(page)
    policy = page.run("document.querySelector('meta[http-equiv]').content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy and "http" not in policy
    equal(policy.count("'sha256-"), 2)
    equal(page.run("""(() => { try { document.body.innerHTML = "<b>x</b>" }
        catch (e) { return e.name } })()"""), "TypeError")
    equal(page.run("""fetch("https://example.org/").then(
        () => "let through", () => "stopped")"""), "stopped")
    page.forgive()


@test
def test_what_steers_or_hides_is_spelled_out(reports, page):
    reports.open(page)
    page.open("file://" + reports.path("report.html") + "#7")
    page.until("document.querySelector('.found')")
    bubble = page.text(".found .bubble")
    for code in ("U+202E", "U+2066", "U+0007", "U+200B"):
        assert code in bubble, code
    assert page.run("!/[\\u202e\\u2066\\u0007\\u200b]/.test("
                    "document.body.innerText)")
    assert "bidi<U+202E>gnp" in page.text(".origin")
    page.key("j")
    bubble = page.text(".found .bubble")
    assert "👨\u200d👩\u200d👧" in bubble
    assert "1\ufe0f\u20e3" in bubble and "2U+FE0F" in bubble, bubble


@test
def test_personal_data_is_masked_unless_told_otherwise(reports, page):
    with open(reports.open(page), encoding="utf-8") as report:
        text = report.read()
    assert PHONE not in text and "138****5678" in text
    equal(page.text(".masked"), "personal data masked")
    with open(reports.open(page, "--lang", "en", "--no-mask",
                           name="open.html"), encoding="utf-8") as report:
        assert PHONE in report.read()
    equal(page.text(".unmasked"), "personal data not masked")


@test
def test_what_was_not_read_is_told(reports, page):
    reports.open(page)
    assert page.run("!document.querySelector('.incomplete')")
    reports.open(page, "--lang", "en", "none.csv", name="part.html",
                 status=(2,))
    equal(page.text(".incomplete"), "errors: 1; not all was read")


# ---- Other reports ---------------------------------------------------------------


@test
def test_templates_have_a_page_of_their_own(reports, page):
    with open(reports.path("t.csv"), "w", encoding="utf-8") as out:
        out.write("快捷短语编码,快捷短语,快捷短语分组\n"
                  "1,这边开不了发票的哦,售后\n2,可以加我微信聊,售前\n3,好的,售前\n")
    show(page, reports.make("t.html", "t.csv", "--lang", "en",
                            command="check"))
    equal(issues(page), "2")
    equal(page.count("[data-chart=byGroup] .bar"), 2)
    equal(page.count("[data-chart=byHour]"), 0)
    assert "of 3 templates" in page.text("#tiles")
    page.key("o")
    page.key("j")
    equal(page.count(".bubble"), 1)


@test
def test_one_is_counted_as_one(reports, page):
    write_chats(reports.path("one.csv"), [
        {"id": "one", "messages": [
            say("seller", "这边开不了发票的哦", "店:小林", "2024-05-01 09:00")]}])
    show(page, reports.make("one.html", "one.csv", "--lang", "en"))
    tiles = page.text("#tiles")
    assert "1 rule hit\n" in tiles and "of 1 chat, 1 message\n" in tiles, tiles
    assert "0 confirmed · 0 false alarms" in tiles, tiles
    titles = page.run("[...document.querySelectorAll('.bar')]"
                      ".map((e) => e.title).join('; ')")
    assert "小林: 1 issue, 1 message of the shop" in titles, titles
    for key in "ojfo":
        page.key(key)
    tiles = page.text("#tiles")
    assert tiles.endswith("0 confirmed · 1 false alarm"), tiles


@test
def test_a_report_without_findings_says_so(reports, page):
    write_chats(reports.path("fine.csv"), [
        {"id": "fine", "messages": [say("seller", "可以开的")]}])
    show(page, reports.make("fine.html", "fine.csv", "--lang", "en"))
    equal(page.text(".clean"), "Nothing was found.")
    page.key("o")
    page.key("j")
    page.key("Escape")


@test
def test_messages_far_from_findings_are_left_out(reports, page):
    many = [say("seller", f"好的{i}") for i in range(500)]
    many[250] = say("seller", "这边开不了发票的哦")
    write_chats(reports.path("long.csv"), [{"id": "long", "messages": many}])
    show(page, reports.make("long.html", "long.csv", "--lang", "en"))
    page.key("o")
    page.key("j")
    equal(page.count(".message"), 201)
    equal(page.run("[...document.querySelectorAll('.gap')]"
                   ".map((e) => e.innerText)"),
          ["150 messages left out", "149 messages left out"])
    write_chats(reports.path("short.csv"), [
        {"id": "short", "messages": many[150:352]}])
    show(page, reports.make("short.html", "short.csv", "--lang", "en"))
    page.key("o")
    page.key("j")
    equal(page.text(".gap"), "1 message left out")


@test
def test_a_long_conversation_stays_in_place_and_whole(reports, page):
    many = [say("seller", f"好的{i} " * (i % 40 + 1)) for i in range(1200)]
    for i in range(0, len(many), 100):
        many[i] = say("seller", f"这边开不了发票的哦 {i}")
    write_chats(reports.path("talk.csv"), [{"id": "talk", "messages": many}])
    show(page, reports.make("talk.html", "talk.csv", "--lang", "en"))
    page.key("o")
    for _ in range(7):
        page.key("j")
    found = """document.querySelector(".found").getBoundingClientRect()"""
    top = page.run(found + ".top")
    assert page.run(f"{found}.top > 0 && {found}.bottom < innerHeight"), top
    frames = "new Promise((done) => requestAnimationFrame(() => " \
        "setTimeout(done, 50)))"
    page.run(frames)
    equal(page.run(found + ".top"), top)
    page.run("document.querySelector('.found').kept = true")
    page.key("c")
    page.run(frames)
    equal(page.run("document.querySelector('.found').kept"), True)
    equal(page.run(found + ".top"), top)
    equal(page.count(".message"), len(many))
    assert page.run("getComputedStyle(document.querySelector('.message'))"
                    ".contentVisibility") == "auto"
    equal(page.run("window.find('好的1199')"), True)
    equal(page.run("getSelection().toString()"), "好的1199")
    page.key("j")
    equal(page.count(".found"), 1)
    assert "这边开不了发票的哦 700" in page.text(".found"), page.text(".found")


@test
def test_the_last_day_of_many_has_its_whole_name(reports, page):
    write_chats(reports.path("days.csv"), (
        {"id": f"c{day}", "messages": [
            say("seller", "这边开不了发票的哦", "店:小林",
                f"2026-11-{day:02} 10:00:00")]} for day in range(1, 29)))
    show(page, reports.make("days.html", "days.csv", "--lang", "en"))
    page.until("document.querySelector('.ticks text')")
    assert page.run("""[...document.querySelectorAll(".columns")].every(
      (chart) => [...chart.querySelectorAll("text")].every((text) =>
        text.getBBox().x + text.getBBox().width <= chart.viewBox.baseVal.width))
    """)


@test
def test_fifty_thousand_issues_stay_usable(reports, page):
    write_chats(reports.path("many.csv"), (
        {"id": f"c{i}", "messages": [
            say("buyer", "能开发票吗"),
            say("seller", f"这边开不了发票的哦 {i}", f"店:{i % 90}",
                f"2026-0{i % 6 + 1}-1{i % 10} {i % 24}:00:00")]}
        for i in range(MANY)))
    path = reports.make("many.html", "many.csv", "--lang", "en")
    begin = time.monotonic()
    show(page, path)
    page.until("document.querySelector('.bar')")
    loaded = time.monotonic() - begin
    equal(issues(page), "50,000")
    page.click("#tab-work")
    page.key("End")
    equal(page.run("location.hash"), "#50000")
    assert page.count(".row") < 60
    assert page.text("#row-49999")
    frames = page.run("""new Promise((done) => {
      const list = document.querySelector("#list");
      const gaps = [];
      let last = performance.now();
      const step = (now) => {
        gaps.push(now - last);
        last = now;
        list.scrollTop = gaps.length * 40013 % (list.scrollHeight - 800);
        if (gaps.length < 90) requestAnimationFrame(step);
        else done(gaps.sort((a, b) => a - b));
      };
      requestAnimationFrame(step);
    })""")
    begin = time.monotonic()
    page.run("document.querySelector('#search').focus()")
    page.write("哦 49321")
    page.until("document.querySelectorAll('.row').length === 1")
    found = time.monotonic() - begin
    print(f"  {os.path.getsize(path) / 1e6:.1f} MB: loaded in {loaded:.2f} s, "
          f"median frame {frames[45]:.0f} ms, worst {frames[-1]:.0f} ms, "
          f"searched in {found:.2f} s")
    assert loaded < 20 and frames[45] < 200 and found < 10


# ---- Running them ----------------------------------------------------------------


def complaints(page):
    """What the console said, and what the page asked for, since last time."""
    requests = [address for address in page.requests
                if not address.startswith(("file:", "about:", "blob:"))]
    said = page.errors + requests
    page.forgive()
    return said


def run(function, reports, page):
    name = function.__name__.removeprefix("test_").replace("_", " ")
    try:
        function(reports, page)
        said = complaints(page)
        if said:
            raise AssertionError(f"console or network: {said}")
    except Exception:
        page.forgive()
        print("not ok " + name)
        traceback.print_exc(file=sys.stdout)
        return False
    print("ok " + name)
    return True


def main():
    path = browser.find()
    if not path:
        print("skipped: chromium is not installed")
        return 0
    sys.stdout.reconfigure(line_buffering=True)
    reports, page = Reports(sys.argv[1]), browser.Browser(path)
    wanted = sys.argv[2:]
    chosen = [one for one in tests
              if not wanted or any(word in one.__name__ for word in wanted)]
    good = [run(one, reports, page) for one in chosen]
    page.close()
    return 0 if all(good) else 1


sys.exit(main())
