# SPDX-License-Identifier: MIT
"""What comes in through a pipe piece by piece.

    python3 tests/cli/pipes.py HVLINE

Prints "ok NAME" or "not ok NAME"."""
import os
import signal
import subprocess
import sys
import tempfile
import time

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


def main():
    good = True
    for name, test in sorted(globals().items()):
        if not name.startswith("test_"):
            continue
        name = name.removeprefix("test_").replace("_", " ")
        try:
            test(os.path.abspath(sys.argv[1]))
            print("ok " + name)
        except AssertionError as error:
            print(f"not ok {name}\n{error}")
            good = False
    return 0 if good else 1


sys.exit(main())
