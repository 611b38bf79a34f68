# SPDX-License-Identifier: MIT
"""Runs the tests of a script and prints "ok NAME" or "not ok NAME" for each."""


def run_tests(names, *arguments):
    """Call all functions test_* of `names`, the globals of a script; the exit
    status."""
    good = True
    for name, test in sorted(names.items()):
        if not name.startswith("test_"):
            continue
        name = name.removeprefix("test_").replace("_", " ")
        try:
            test(*arguments)
            print("ok " + name)
        except AssertionError as error:
            print(f"not ok {name}\n{error}")
            good = False
    return 0 if good else 1
