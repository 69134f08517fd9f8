// One browser with one page for a whole run. It has no network; what a page asks for or says is kept until it is taken.
import { chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
// A diagram or a page that has not answered by then has hung; the slowest takes a second.
const patience = 20_000;

export async function openBrowser() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
  const context = await browser.newContext({ offline: true, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);

  // The address that may be asked for: the file that is opened.
  let allowed = "about:blank";
  let heard = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== allowed && !url.startsWith("data:")) heard.push(`asks for ${url}`);
  });
  page.on("websocket", (socket) => heard.push(`opens a connection to ${socket.url()}`));
  page.on("popup", (popup) => {
    heard.push("opens a window");
    popup.close().catch(() => {});
  });
  page.on("pageerror", (error) => heard.push(`error in a script: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type()))
      heard.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    heard.push(`shows a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });

  return {
    page,
    async goto(url) {
      allowed = url.split("#")[0];
      await page.goto(url, { waitUntil: "load" });
    },
    /** What was asked for or said since the last call, each once. */
    takeHeard() {
      const taken = [...new Set(heard)];
      heard = [];
      return taken;
    },
    async close() {
      await browser.close();
    },
  };
}

/** Waits for a promise, but not for ever: scripts in a page know no end of their own. */
export async function patiently(what, promise) {
  let timer;
  const end = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${patience / 1000} s`)), patience);
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
  }
}
