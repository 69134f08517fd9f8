// The check itself: what is broken must be refused for the reason that it is broken for, and what is good must pass.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./browser.mjs";
import { checkFiles } from "./check.mjs";
import { openMermaid } from "./diagrams.mjs";
import { diagramsOf } from "./markdown.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

// All problems that a broken file has, in order: one more would be a mistake of the check. The numbers are lines.
const broken = {
  "console.html": [/^console warning: something is odd$/],
  "dead-link.html": [/^the link #nowhere has no target: <a /],
  "details.html": [/^<details> "More" does not open on a click$/],
  "duplicate-id.html": [/^the id "one" is there 2 times$/],
  "empty.md": [3, /^the picture is empty$/],
  "endless.md": [3, /^the fence of this diagram has no end$/, 3, /^Mermaid says: Parse error/],
  "error.html": [/^error in a script: nothing is not defined$/],
  "folded.md": [5, /^looks like a diagram, but Markdown does not read it as a fence$/],
  "injection.html": [/^<p> has onclick=/, /^<a> has href="java\nscript:/, /^a script of the text ran$/],
  "injection.md": [
    3,
    /^the picture has <img>$/,
    3,
    /^a label has <img>$/,
    3,
    /^a label has <u>$/,
    3,
    /^<img> has src="x"$/,
  ],
  "lazy.html": [/^<img> needs https:\/\/pictures\.invalid\/late\.png$/, /^<link> needs https:\/\/pictures\.invalid$/],
  "nameless.html": [/^a picture has no name: <svg /],
  "neighbour.html": [/^<link> needs neighbour\.css$/, /^asks for file:.*neighbour\.css$/, /^console error: /],
  "network.html": [/^<img> needs http/, /^asks for http:\/\/pictures\.invalid\/one\.png$/, /^console error: /],
  "none.md": [],
  "opacity.html": [/^text has a contrast of 3\.\d+, less than 4\.5, .*: <p> "black, but thin"$/],
  "overflow-folded.html": [
    /in a window of 1280 px: <pre> /,
    /in a window of 390 px: <pre> /,
    /in a window of 718 px: <pre> /,
  ],
  "overflow.html": [
    / in a window of 390 px: <td> .*\(390-light, 390-dark\)$/,
    / in a window of 718 px: <td> .*\(print\)$/,
  ],
  "pale.html": [
    /^text has a contrast of 4\.48, less than 4\.5, #777777 on #ffffff: <span> .*\(1280-light, 390-light, print\)$/,
  ],
  "syntax.md": [3, /^Mermaid says: Parse error on line/],
};

describe("broken files", () => {
  let outcomes;
  before(async () => {
    const paths = readdirSync(join(here, "broken")).map((name) => join(here, "broken", name));
    outcomes = new Map((await checkFiles(paths)).map((outcome) => [outcome.path.slice(here.length + 7), outcome]));
  });

  test("are all known", () => assert.deepEqual([...outcomes.keys()].sort(), Object.keys(broken).sort()));

  for (const [name, expected] of Object.entries(broken)) {
    test(name, () => {
      const { problems } = outcomes.get(name);
      const told = problems.flatMap(({ line, message }) => (line ? [line, message] : [message]));
      assert.equal(told.length, expected.length, JSON.stringify(told, null, 1));
      expected.forEach((want, index) =>
        want instanceof RegExp ? assert.match(told[index], want) : assert.equal(told[index], want),
      );
    });
  }
});

describe("pictures", () => {
  const label = (html) => `<svg width="9" height="9"><foreignObject width="9" height="9">${html}</foreignObject></svg>`;
  const shape = (inside, attributes = "") =>
    `<svg width="9" height="9" ${attributes}><rect width="9" height="9"/>${inside}</svg>`;
  const pictures = [
    ["plain", shape("<text>onclick</text>"), []],
    ["plain label", label("<div><p>one<br><b>two</b><strong>three</strong></p><span>four</span></div>"), []],
    ["link", shape('<a xlink:href="https://example.org/"><text>x</text></a>'), []],
    ["missing", "<p>text</p>", [/^there is no picture$/]],
    ["no size", '<svg width="0" height="9"><rect/></svg>', [/is empty/]],
    [
      "syntax error",
      shape('<path class="error-icon"/><text class="error-text">Syntax error in text</text>'),
      [/is that of a syntax error/, /says "Syntax error in text"/],
    ],
    ["error role", shape("", 'aria-roledescription="error"'), [/is that of a syntax error/]],
    ["too long", shape("<text>Maximum text size in diagram exceeded</text>"), [/says "Maximum text size/]],
    ["script", shape("<script>1</script>"), [/has <script>/]],
    ["handler", shape('<a onmouseover="f()"><text>x</text></a>'), [/has onmouseover=/]],
    ["script in an address", shape('<a xlink:href=" JavaScript:f()"><text>x</text></a>'), [/has xlink:href=/]],
    ["form in a label", label('<form action="/"><input></form>'), [/has <form>/, /has <input>/, /has action=/]],
    [
      "canary",
      label('<img src="data:," onerror="window.__injected = 1">'),
      [/has <img>/, /has <img>/, /has src=/, /has onerror=/, /ran$/],
    ],
    ["style sheet", shape('<style>@import "a.css"; rect { fill: red }</style>'), [/style sheet/]],
    [
      "style",
      shape('<rect style="fill: url(http://a.invalid/)"/>'),
      [/style asks/, /^asks for http/, /^console error/],
    ],
    ["style within", shape("<rect style=\"fill: url('#gradient')\"/>"), []],
  ];
  let browser;
  let mermaid;
  before(async () => {
    browser = await openBrowser();
    mermaid = await openMermaid(browser);
  });
  after(() => browser.close());

  for (const [name, svg, expected] of pictures) {
    test(name, async () => {
      const problems = await mermaid.checkSvg(svg);
      assert.equal(problems.length, expected.length, JSON.stringify(problems));
      expected.forEach((want, index) => assert.match(problems[index], want));
    });
  }

  test("a diagram cannot make Mermaid less strict", async () => {
    const text =
      '%%{init: {"securityLevel": "loose"}}%%\nflowchart LR\n    a["<i onclick=\'f()\'>one</i>"]\n    click a call f()\n';
    assert.deepEqual(await mermaid.check(text), ["a label has <i>"]);
  });

  test("a broken diagram leaves nothing for the next", async () => {
    assert.notDeepEqual(await mermaid.check("flowchart LR\n    a["), []);
    assert.deepEqual(await mermaid.check("flowchart LR\n    a[one]"), []);
    assert.deepEqual(await mermaid.checkLate(), []);
  });

  test("a script that starts late is found", async () => {
    await browser.page.evaluate(() => setTimeout(() => (window.__injected = 1), 5));
    assert.deepEqual(await mermaid.checkLate(), ["a script within a diagram ran"]);
  });
});

describe("Markdown", () => {
  const lines = (...all) => all.join("\n");
  test("line ends and indentation", () => {
    const { diagrams, problems } = diagramsOf("- a\r\n\r\n  ```mermaid\r\n  pie\r\n  ```\r\n");
    assert.deepEqual({ diagrams, problems }, { diagrams: [{ line: 3, text: "pie\n" }], problems: [] });
  });
  test("other languages are left alone", () => {
    assert.deepEqual(diagramsOf(lines("```mermaid-like", "x", "```", "", "````", "```mermaid", "````")).diagrams, []);
  });
  test("a fence in an indented block is no diagram", () => {
    const { diagrams, problems } = diagramsOf(lines("Text.", "", "    ```mermaid", "    pie", "    ```"));
    assert.deepEqual([diagrams.length, problems.map(({ line }) => line)], [0, [3]]);
  });
});

describe("the command", () => {
  const folder = mkdtempSync(join(tmpdir(), "browser-test-"));
  after(() => rmSync(folder, { recursive: true }));
  const run = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, "check.mjs"), ...args], {
      cwd: here,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  test("passes what is good, with a picture of every view", () => {
    const stdout =
      "good good/report.md: 4 diagrams\ngood good/page.html: page\n2 files, 4 diagrams, 1 page: 0 problems\n";
    assert.deepEqual(run("--screenshots", join(folder, "pictures"), "good"), { status: 0, stdout, stderr: "" });
    const pictures = readdirSync(join(folder, "pictures"));
    assert.equal(pictures.length, 9, pictures.join(" "));
    assert.ok(existsSync(join(folder, "pictures", "good_page.html.390-dark.png")));
  });
  test("refuses what is broken", () => {
    const { status, stdout } = run("good/page.html", "broken/syntax.md");
    assert.equal(status, 1);
    assert.match(stdout, /^bad  broken\/syntax\.md: 1 diagram, 1 problem\n     broken\/syntax\.md:3: Mermaid says: /);
  });
  test("refuses to see nothing", () => {
    assert.equal(run("broken/none.md").status, 1);
    assert.match(run(folder + "/").stderr + run("nowhere").stderr, /has no Markdown and no pages[^]*nowhere/);
    assert.equal(run("nowhere").status, 1);
    assert.equal(run("check.mjs").status, 1);
  });
});
