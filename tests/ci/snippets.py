# SPDX-License-Identifier: MIT
"""The snippets of examples/ci and the hooks of pre-commit: they parse, have what
their services want, and every hvline command in them runs.

    python3 tests/ci/snippets.py ROOT HVLINE
"""
import os
import re
import subprocess
import sys
import tempfile

import yaml

ROOT, HVLINE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
CI = os.path.join(ROOT, "examples", "ci")
failed = False


def judge(name, problems):
    global failed
    print(("not ok " if problems else "ok ") + name)
    for problem in problems:
        print("  " + problem)
        failed = True


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def github():
    flow = yaml.safe_load(read(CI, "github-actions.yml"))
    problems = [f"no {key}" for key in ("name", "jobs") if key not in flow]
    if not isinstance(flow.get(True), dict):  # YAML 1.1 reads `on` as true
        problems.append("no on")
    scripts = []
    for name, job in flow["jobs"].items():
        if "runs-on" not in job:
            problems.append(f"{name}: no runs-on")
        for step in job["steps"]:
            if ("uses" in step) == ("run" in step):
                problems.append(f"{step}: either uses or run")
            if "uses" in step and not re.fullmatch(
                    r"[\w.-]+(/[\w.-]+)+@v\d+", step["uses"]):
                problems.append(f"{step['uses']}: no action@version")
            scripts.append(step.get("run", ""))
    return problems, scripts


def gitlab():
    pipeline = yaml.safe_load(read(CI, "gitlab-ci.yml"))
    stages = pipeline.pop("stages")
    problems, scripts = [], []
    for name, job in pipeline.items():
        whole = dict(pipeline.get(job.get("extends"), {}), **job)
        if whole.get("stage") not in stages:
            problems.append(f"{name}: stage is not among the stages")
        if name.startswith("."):
            continue
        if not isinstance(whole.get("script"), list):
            problems.append(f"{name}: no script")
        if "codequality" not in whole["artifacts"]["reports"]:
            problems.append(f"{name}: no code quality report")
        scripts += whole["script"]
    return problems, scripts


def blocks(text):
    """The tree of `name { ... }` of a declarative pipeline."""
    tokens = re.findall(r"'''.*?'''|'[^']*'|//[^\n]*|[{}]|[^\s{}'/]+|/",
                        text, re.S)
    tokens = [token for token in tokens if not token.startswith("//")]
    stack, words = [[]], []
    for token in tokens:
        if token == "{":
            node = (" ".join(words), [])
            stack[-1].append(node)
            stack.append(node[1])
            words = []
        elif token == "}":
            stack[-1] += words
            stack.pop()
            words = []
        else:
            words.append(token)
    return stack[0], len(stack) == 1 and not words


def jenkins():
    text = read(CI, "Jenkinsfile")
    tree, whole = blocks(text)
    problems = [] if whole else ["braces do not match"]
    if [name for name, _ in tree] != ["pipeline"]:
        return problems + ["it is no pipeline { }"], []
    parts = {part[0]: part[1] for part in tree[0][1]}
    for name in ("agent", "stages"):
        if name not in parts:
            problems.append(f"no {name}")
    for name, stage in parts["stages"]:
        if not re.fullmatch(r"stage\( '\w+' \)", name):
            problems.append(f"{name}: no stage('NAME')")
        if "steps" not in [part[0] for part in stage]:
            problems.append(f"{name}: no steps")
    return problems, re.findall(r"sh '''(.*?)'''", text, re.S)


def hooks():
    problems, scripts = [], []
    for hook in yaml.safe_load(read(ROOT, ".pre-commit-hooks.yaml")):
        for key in ("id", "name", "entry", "language", "files"):
            if not isinstance(hook.get(key), str):
                problems.append(f"{hook}: no {key}")
        files = re.compile(hook["files"])
        for path in ("templates/a/b.csv", "快捷短语.csv", "faq/话术/x.md"):
            if not files.search(path):
                problems.append(f"{hook['id']}: leaves out {path}")
        for path in ("src/main.c", "README.md", "data/chats.csv"):
            if files.search(path):
                problems.append(f"{hook['id']}: takes {path}")
        scripts.append(hook["entry"] + " templates/good.csv")
    return problems, scripts


def git(*args):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *args],
                   check=True, capture_output=True)


def make_shop():
    """A repository as the snippets expect it; the folder at hand."""
    os.makedirs("templates")
    os.makedirs("chats")
    with open("templates/good.csv", "w", encoding="utf-8") as file:
        file.write("快捷短语编码,快捷短语\nK1,可以开发票的\n")
    with open("chats/day.csv", "w", encoding="utf-8") as file:
        file.write("会话,角色,内容\nc1,买家,在吗\nc1,客服,在的\n")
    git("init", "-q", "-b", "main")
    subprocess.run("hvline baseline check -o hvline-baseline.json "
                   "templates/*.csv", shell=True, check=True)
    git("add", ".")
    git("commit", "-qm", "one")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    return {"GITHUB_BASE_REF": "main",
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}


def commands(script):
    """The hvline commands of a shell script, each in one line."""
    joined = script.replace("\\\n", " ")
    return [re.sub(r"\s+", " ", line).strip() for line in joined.split("\n")
            if line.strip().startswith("hvline ")]


def run(command, extra):
    done = subprocess.run(command, shell=True, capture_output=True, text=True,
                          env=dict(os.environ, **extra))
    problems = []
    if done.returncode != 0 or "hvline: " in done.stderr:
        problems.append(f"{command}: status {done.returncode}")
        problems += done.stderr.splitlines()
    for path in re.findall(r"--report \w+=(\S+)", command):
        if not os.path.exists(path):
            problems.append(f"{path} was not written")
    return problems


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(HVLINE, os.path.join(folder, "bin", "hvline"))
        os.environ["PATH"] = folder + "/bin:" + os.environ["PATH"]
        os.environ["HOME"] = folder
        os.mkdir(os.path.join(folder, "shop"))
        os.chdir(os.path.join(folder, "shop"))
        extra = make_shop()
        for name, parse in (("GitHub Actions", github), ("GitLab CI", gitlab),
                            ("Jenkins", jenkins), ("pre-commit", hooks)):
            problems, scripts = parse()
            judge(f"the snippet for {name} is one", problems)
            found = [c for script in scripts for c in commands(script)]
            problems = [] if found else ["no hvline command in it"]
            for command in found:
                problems += run(command, extra)
            judge(f"the commands for {name} run", problems)
        os.chdir("/")
    sys.exit(failed)


main()
