# SPDX-License-Identifier: MIT
"""What comes in through a pipe piece by piece.

    python3 tests/cli/pipes.py HVLINE

Prints "ok NAME" or "not ok NAME"."""
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

from run_tests import run_tests

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")


def start(hvline, command, *options, **more):
    """`hvline COMMAND`, with pipes to and from it."""
    return subprocess.Popen(
        [hvline, command, "--lang", "en", "--no-builtin",
         "--rules", os.path.join(DATA, "rules"), *options, "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        **more)


def end(process, status):
    """Close its input; what it still says."""
    out, said = process.communicate()
    assert process.returncode == status, (process.returncode, out, said)
    return out.decode(), said.decode()


def has_copy(process):
    """Has `process` a file of its own open that has no name any more?"""
    folder = f"/proc/{process.pid}/fd"
    for name in os.listdir(folder):
        try:
            link = os.readlink(os.path.join(folder, name))
        except FileNotFoundError:  # closed meanwhile
            continue
        if "/hvline-" in link and link.endswith(" (deleted)"):
            return True
    return False


def test_nothing_is_left_of_a_workbook_when_it_is_interrupted(hvline):
    with tempfile.TemporaryDirectory(prefix="pipes-") as folder:
        process = start(hvline, "audit", env={**os.environ, "TMPDIR": folder})
        with open(os.path.join(DATA, "chats.xlsx"), "rb") as book:
            process.stdin.write(book.read(3000) + bytes(1 << 20))
        process.stdin.flush()
        while not has_copy(process):
            assert process.poll() is None
            time.sleep(0.01)
        assert os.listdir(folder) == []
        process.send_signal(signal.SIGINT)
        said = end(process, 2)[1]
        assert "interrupted" in said and "workbook" not in said, said
        assert os.listdir(folder) == []


def answers(process, pieces):
    """Write `pieces`, each a text and the findings that are to come before the
    next one is written; (template or conversation, message) of each."""
    for piece, count in pieces:
        process.stdin.write(piece)
        process.stdin.flush()
        for _ in range(count):
            found = json.loads(process.stdout.readline())
            yield (found.get("template", found.get("conversation")),
                   found["message"])


FOUND = "加我微信\n".encode()


def test_templates_are_reported_as_they_come(hvline):
    for jobs in "1", "3":
        process = start(hvline, "check", "--input-format", "lines",
                        "--encoding", "UTF-8", "-f", "jsonl", "--jobs", jobs)
        pieces = [(FOUND, 1), (FOUND[:4], 0), (FOUND[4:], 1),
                  ("好的\n".encode() * 20000, 0), (FOUND * 3, 3)]
        assert list(answers(process, pieces)) == [
            ("1", 0), ("2", 0), ("20003", 0), ("20004", 0), ("20005", 0)]
        assert end(process, 1) == ("", ""), jobs


def test_conversations_are_reported_as_they_come(hvline):
    line = json.dumps({"id": "a", "messages": [
        {"role": "buyer", "text": "能开发票吗"},
        {"role": "seller", "text": "没有哦"}]}, ensure_ascii=False)
    for jobs in "1", "3":
        process = start(hvline, "audit", "--input-format", "jsonl",
                        "--encoding", "GB18030", "-f", "jsonl", "--jobs", jobs)
        pieces = [((line + "\n").encode("gb18030"), 1)] * 3
        assert list(answers(process, pieces)) == [("a", 1)] * 3
        assert end(process, 1) == ("", ""), jobs


def test_packed_templates_are_reported_as_they_come(hvline):
    process = start(hvline, "check", "--input-format", "lines",
                    "--encoding", "UTF-8", "-f", "jsonl")
    pieces = [(gzip.compress(FOUND), 1), (gzip.compress(FOUND), 1)]
    assert list(answers(process, pieces)) == [("1", 0), ("2", 0)]
    end(process, 1)


def test_what_is_wrong_is_said_as_it_comes(hvline):
    process = start(hvline, "check", "--input-format", "jsonl",
                    "--encoding", "UTF-8", "-f", "jsonl", "--jobs", "2")
    process.stdin.write(b"{\n")
    process.stdin.flush()
    assert b"<stdin>:1: " in process.stderr.readline()
    end(process, 2)


def test_an_encoding_is_not_found_out_from_a_part(hvline):
    """However a text comes, it is read as what all of it looks like."""
    process = start(hvline, "check", "-f", "jsonl")
    text = b"123456\n" + "加我微信\n亲，请加我微信哦\n".encode("gb18030")
    for byte in text:
        process.stdin.write(bytes([byte]))
        process.stdin.flush()
    out, said = end(process, 1)
    assert [json.loads(line)["template"] for line in out.splitlines()] == [
        "2", "3"], out
    assert "GB18030" in said, said


sys.exit(run_tests(globals(), os.path.abspath(sys.argv[1])))
