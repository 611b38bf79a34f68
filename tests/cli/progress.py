# SPDX-License-Identifier: MIT
"""The line of progress, as a terminal gets it.

    python3 tests/cli/progress.py HVLINE

Prints "ok NAME" or "not ok NAME"."""
import csv
import os
import pty
import re
import subprocess
import sys
import tempfile

from run_tests import run_tests

CHATS = 12000  # some seconds' work: the line is drawn ten times a second
DRAWN = re.compile(r"(\d+)%  .*?  messages: (\d+),")
FOUND = re.compile(r"  messages: (\d+), .*?; findings: (\d+)")
WAITING = 10000  # messages, at most, that were given to judges and wait


def write_chats(path):
    with open(path, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("conversation", "role", "text"))
        for i in range(CHATS):
            for role, text in (("buyer", "这个能不能开发票呀 我们公司要报销的"),
                               ("seller", "亲 这边暂时开不了发票的哦 您看看需要别的吗"),
                               ("buyer", "好吧 那什么时候发货"),
                               ("seller", "今天下午五点以前拍下当天就发的")):
                table.writerow((f"c{i}", role, f"{text} {i}"))


def run(hvline, folder, *options, **more):
    """What an audit writes to stderr, which is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [os.path.abspath(hvline), "audit", "--lang", "en", *options,
         "chats.csv"], cwd=folder, stderr=theirs,
        env={**os.environ, "TERM": "xterm"}, **more)
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # all who could write are gone
            break
        if not part:
            break
        said += part
    os.close(ours)
    assert process.wait() == 1, (process.returncode, said)
    return said.decode()


def test_the_share_is_that_of_what_is_judged(hvline, folder):
    for jobs in ("1", "2"):
        said = run(hvline, folder, "-o", "report.txt", "--jobs", jobs)
        drawn = [(int(share), int(messages))
                 for share, messages in DRAWN.findall(said)]
        assert drawn, said
        assert drawn == sorted(drawn), drawn
        for share, messages in drawn:
            judged = 100 * messages / (4 * CHATS)
            assert judged - 2 <= share <= judged + 20, (jobs, share, judged)
        assert said.endswith("\r\x1b[K"), repr(said[-80:])


def test_findings_count_as_they_are_found(hvline, folder):
    for jobs in ("1", "2"):
        said = run(hvline, folder, "-o", "report.txt", "--jobs", jobs)
        drawn = [(int(messages), int(found))
                 for messages, found in FOUND.findall(said)]
        found = [number for _, number in drawn]
        assert found == sorted(found) and found[-1] >= CHATS * 9 / 10, drawn
        for messages, number in drawn:
            assert number >= (messages - WAITING) / 4, (jobs, drawn)


def test_nothing_is_drawn_beside_a_report_in_a_pipe(hvline, folder):
    said = run(hvline, folder, stdout=open(os.devnull, "wb"))
    assert DRAWN.search(said), said
    reader = subprocess.Popen(["cat"], stdin=subprocess.PIPE,
                              stdout=subprocess.DEVNULL)
    said = run(hvline, folder, stdout=reader.stdin)
    reader.stdin.close()
    reader.wait()
    assert said == "", said


def main():
    with tempfile.TemporaryDirectory(prefix="hvline-progress-") as folder:
        write_chats(os.path.join(folder, "chats.csv"))
        return run_tests(globals(), sys.argv[1], folder)


sys.exit(main())
