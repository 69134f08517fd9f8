#!/usr/bin/env node
// Checks reports in a real browser: the diagrams of Markdown files, and HTML pages. README.md tells what is checked.
//
//     node check.mjs [--screenshots DIR] [FILE or FOLDER]...
import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openBrowser } from "./browser.mjs";
import { openMermaid } from "./diagrams.mjs";
import { diagramsOf } from "./markdown.mjs";
import { checkPage } from "./pages.mjs";

const reports = fileURLToPath(new URL("../reports", import.meta.url));

/** The Markdown and HTML files of a path, in order. A path without any is a mistake of the call. */
function filesOf(path) {
  const wanted = (name) => /\.(md|html)$/.test(name);
  if (!statSync(path).isDirectory()) {
    if (!wanted(path)) throw new Error(`${path} is neither Markdown (.md) nor a page (.html)`);
    return [path];
  }
  const files = readdirSync(path, { recursive: true })
    .filter(wanted)
    .sort()
    .map((name) => join(path, name));
  if (files.length === 0) throw new Error(`${path} has no Markdown and no pages`);
  return files;
}

async function checkMarkdown(mermaid, path, pictureOf) {
  const { diagrams, problems } = diagramsOf(readFileSync(path, "utf8"));
  const told = problems.map(({ line, message }) => ({ line, message }));
  for (const { line, text } of diagrams) {
    try {
      for (const message of await mermaid.check(text)) told.push({ line, message });
    } catch (error) {
      throw new Error(`${path}:${line}: ${error.message}`);
    }
    const picture = pictureOf(`line-${line}`);
    if (picture) await mermaid.screenshot(picture);
  }
  if (diagrams.length > 0) {
    for (const message of await mermaid.checkLate()) told.push({ line: diagrams[0].line, message });
  }
  return { diagrams: diagrams.length, problems: told };
}

/** Checks files with one browser and returns `[{ path, diagrams, pages, problems: [{ line, message }] }]`. */
export async function checkFiles(paths, { screenshots, tell = () => {} } = {}) {
  const outcomes = [];
  const browser = await openBrowser();
  const picturesOf = (path) => (view) => {
    if (!screenshots) return undefined;
    const name = shownPath(path)
      .replace(/[^A-Za-z0-9.-]+/g, "_")
      .replace(/^[._]+/, "");
    return join(screenshots, `${name}.${view}.png`);
  };
  try {
    // Diagrams first: Mermaid is loaded into the page once, and the first page that is opened takes its place.
    const markdown = paths.filter((path) => path.endsWith(".md"));
    const mermaid = markdown.length > 0 ? await openMermaid(browser) : undefined;
    for (const path of markdown) {
      outcomes.push({ path, pages: 0, ...(await checkMarkdown(mermaid, path, picturesOf(path))) });
      tell(outcomes.at(-1));
    }
    for (const path of paths.filter((one) => one.endsWith(".html"))) {
      const messages = await checkPage(browser, path, picturesOf(path)).catch((error) => {
        // A page that hangs takes the browser with it; the lines after the first tell of Playwright's inside.
        throw new Error(`${path}: ${error.message.split("\n")[0]}`);
      });
      outcomes.push({ path, pages: 1, diagrams: 0, problems: messages.map((message) => ({ message })) });
      tell(outcomes.at(-1));
    }
  } finally {
    await browser.close();
  }
  return outcomes;
}

const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** As seen from the current folder, or in full when it lies elsewhere. */
function shownPath(path) {
  const seen = relative(".", path);
  return seen === "" || seen.startsWith("..") ? resolve(path) : seen;
}

function tell({ path, pages, diagrams, problems }) {
  const what = pages ? "page" : counted(diagrams, "diagram");
  const name = shownPath(path);
  console.log(
    problems.length ? `bad  ${name}: ${what}, ${counted(problems.length, "problem")}` : `good ${name}: ${what}`,
  );
  for (const { line, message } of problems) {
    console.log(`     ${name}${line ? `:${line}` : ""}: ${message.replaceAll("\n", "\n     ")}`);
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { screenshots: { type: "string" } },
  });
  const paths = [...new Set((positionals.length ? positionals : [reports]).flatMap(filesOf))];
  if (values.screenshots) mkdirSync(values.screenshots, { recursive: true });
  const outcomes = await checkFiles(paths, { screenshots: values.screenshots, tell });
  const sum = (of) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const diagrams = sum((outcome) => outcome.diagrams);
  const problems = sum((outcome) => outcome.problems.length);
  console.log(
    `${counted(outcomes.length, "file")}, ${counted(diagrams, "diagram")}, ` +
      `${counted(
        sum((outcome) => outcome.pages),
        "page",
      )}: ${counted(problems, "problem")}`,
  );
  // A test that has nothing to look at would pass for ever.
  const blind = diagrams === 0 && paths.some((path) => path.endsWith(".md"));
  if (blind) console.log("failed: none of the Markdown has a diagram");
  return problems > 0 || blind ? 1 : 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`failed: ${error.message}`);
    process.exitCode = 1;
  }
}
