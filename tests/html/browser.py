# SPDX-License-Identifier: MIT
"""Chromium without a window, driven by the DevTools protocol over its pipe."""
import base64
import json
import os
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")
WAIT = 60  # seconds for anything; machines of tests are slow
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--disable-extensions", "--remote-debugging-pipe", "--hide-scrollbars")


def find():
    """The path of the browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a browser with a profile of its own. `requests` are the
    addresses it asked for, `errors` what its console complained about."""

    def __init__(self, path):
        self.folder = tempfile.mkdtemp(prefix="hvline-browser-")
        self.downloads = os.path.join(self.folder, "downloads")
        os.mkdir(self.downloads)
        self.requests, self.errors = [], []
        self.number, self.session, self.rest = 0, None, b""
        self._launch(path)
        self._attach()

    def _launch(self, path):
        child_in, self.to = os.pipe()
        self.back, child_out = os.pipe()
        high_in, high_out = (os.dup(fd) for fd in (child_in, child_out))
        while high_in <= 4 or high_out <= 4:
            high_in, high_out = os.dup(high_in), os.dup(high_out)

        def place():
            os.dup2(high_in, 3)
            os.dup2(high_out, 4)

        self.process = subprocess.Popen(
            [path, *FLAGS, "--user-data-dir=" + self.folder],
            preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for fd in {child_in, child_out, high_in, high_out}:
            os.close(fd)

    def _attach(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target,
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(domain + ".enable")
        self.call("Browser.setDownloadBehavior", behavior="allow",
                  downloadPath=self.downloads)

    def close(self):
        self.process.terminate()
        self.process.wait()
        os.close(self.to)
        os.close(self.back)
        shutil.rmtree(self.folder, ignore_errors=True)

    # ---- The protocol --------------------------------------------------------

    def _receive(self):
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 16)
            if not more:
                raise RuntimeError("the browser ended")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def _note(self, message):
        method, params = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"])[:600])
        elif method == "Runtime.consoleAPICalled":
            self.errors.append(json.dumps(params["args"])[:600])
        elif method == "Log.entryAdded":
            self.errors.append(params["entry"]["text"])

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self._note(answer)

    def forgive(self):
        """Forget what was asked for and complained about."""
        self.call("Runtime.evaluate", expression="0")
        self.requests.clear()
        self.errors.clear()

    # ---- The page ------------------------------------------------------------

    def open(self, address):
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && "
                   "location.href.startsWith('file')")

    def size(self, width, height, phone=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=2 if phone else 1,
                  mobile=phone)

    def run(self, script):
        """The value of a JavaScript expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script,
                           returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def until(self, script):
        """Wait for an expression to be true."""
        end = time.monotonic() + WAIT
        while not self.run(f"!!({script})"):
            if time.monotonic() > end:
                raise RuntimeError("waited in vain for " + script)
            time.sleep(0.05)

    def text(self, selector):
        return self.run(f"document.querySelector({json.dumps(selector)})"
                        "?.innerText")

    def count(self, selector):
        return self.run(
            f"document.querySelectorAll({json.dumps(selector)}).length")

    def click(self, selector):
        """A true click in the middle of an element, not one by script."""
        place = self.run(f"""(() => {{
          const element = document.querySelector({json.dumps(selector)});
          if (!element) return null;
          element.scrollIntoView({{block: "nearest"}});
          const box = element.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")
        if not place:
            raise RuntimeError("nothing to click at " + selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0],
                      y=place[1], button="left", clickCount=1)

    def key(self, key):
        """Press and release a key, "j" or "Escape"."""
        params = {"key": key}
        if len(key) == 1:
            params["text"] = key
        elif key == "Enter":
            params.update(text="\r", code="Enter", windowsVirtualKeyCode=13)
        if key == " ":
            params.update(code="Space", windowsVirtualKeyCode=32)
        self.call("Input.dispatchKeyEvent", type="keyDown", **params)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def write(self, text):
        self.call("Input.insertText", text=text)

    def choose(self, selector, value):
        """A value of a select."""
        self.run(f"""(() => {{
          const select = document.querySelector({json.dumps(selector)});
          select.value = {json.dumps(value)};
          select.dispatchEvent(new Event("change", {{bubbles: true}}));
        }})()""")

    def shot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as out:
            out.write(base64.b64decode(data))
