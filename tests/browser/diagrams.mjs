// Renders diagrams with the real Mermaid, as strictly as GitHub does, and looks at what came out.
import { createRequire } from "node:module";
import { patiently } from "./browser.mjs";

const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");

export async function openMermaid(browser) {
  const { page } = browser;
  await browser.goto("about:blank");
  await page.setContent("<!doctype html><title>Diagrams</title><body></body>");
  await page.addScriptTag({ path: mermaid });
  await page.evaluate(() => window.mermaid.initialize({ startOnLoad: false, securityLevel: "strict" }));
  await page.evaluate(defineInspection);
  let number = 0;

  return {
    /** Renders a diagram into the page, where it stays until the next one; returns what is wrong with it. */
    async check(text) {
      number += 1;
      const problems = await patiently("Mermaid", page.evaluate(render, { id: `diagram-${number}`, text }));
      return [...problems, ...browser.takeHeard()];
    },
    /** Looks at a picture that was made elsewhere. */
    async checkSvg(svg) {
      const problems = await patiently("the picture", page.evaluate(inspectSvg, svg));
      return [...problems, ...browser.takeHeard()];
    },
    /** Scripts may start late. Ask after the last diagram of a file. */
    async checkLate() {
      const ran = await page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return window.__injected !== undefined;
      });
      return [...(ran ? ["a script within a diagram ran"] : []), ...browser.takeHeard()];
    },
    async screenshot(path) {
      const svg = page.locator("body > svg").first();
      if (await svg.count()) await svg.screenshot({ path });
    },
  };
}

// The functions below run in the page and see nothing of this file.

async function render({ id, text }) {
  document.body.replaceChildren();
  delete window.__injected;
  try {
    const { svg, bindFunctions } = await window.mermaid.render(id, text);
    document.body.innerHTML = svg;
    bindFunctions?.(document.body);
  } catch (error) {
    document.body.replaceChildren();
    return [`Mermaid says: ${(error?.message ?? String(error)).trim()}`];
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return window.__inspect(document.body);
}

async function inspectSvg(svg) {
  delete window.__injected;
  document.body.innerHTML = svg;
  await new Promise((resolve) => setTimeout(resolve, 30));
  return window.__inspect(document.body);
}

function defineInspection() {
  const labelMarkup = new Set(["div", "span", "p", "br", "b", "strong"]);
  const fetching = "script, img, image, iframe, object, embed, video, audio, link, feImage";
  const shapes = "path, rect, circle, line, polygon, text, foreignObject";
  // What Mermaid draws in place of a diagram that it does not understand.
  const substitutes = ["Syntax error in text", "Maximum text size in diagram exceeded"];

  window.__inspect = (root) => {
    const problems = new Set();
    const svg = root.querySelector("svg");
    if (!svg) return ["there is no picture"];
    const { width, height } = svg.getBoundingClientRect();
    // Arrowheads are there even when nothing points anywhere.
    const drawn = [...svg.querySelectorAll(shapes)].some((shape) => !shape.closest("defs, marker, symbol"));
    if (!(width > 0 && height > 0 && drawn)) {
      problems.add("the picture is empty");
    }
    if (svg.querySelector(".error-icon, .error-text") || svg.getAttribute("aria-roledescription") === "error") {
      problems.add("the picture is that of a syntax error");
    }
    for (const words of substitutes) {
      if (svg.textContent.includes(words)) problems.add(`the picture says "${words}"`);
    }
    for (const element of root.querySelectorAll(fetching)) problems.add(`the picture has <${element.localName}>`);
    for (const element of root.querySelectorAll("foreignObject *")) {
      if (!labelMarkup.has(element.localName)) problems.add(`a label has <${element.localName}>`);
    }
    for (const element of root.querySelectorAll("*")) {
      for (const { name, localName, value } of element.attributes) {
        if (/^on/i.test(name)) problems.add(`<${element.localName}> has ${name}="${value}"`);
        // Browsers skip control characters and blanks in an address, so that they hide nothing here.
        const address = value.replace(/[\u0000-\u0020]/g, "");
        if (["href", "src", "action", "formaction"].includes(localName) && !/^(#|https?:)/i.test(address)) {
          problems.add(`<${element.localName}> has ${name}="${value}"`);
        }
        if (localName === "style" && /url\((?!["']?#)/i.test(value))
          problems.add(`a style asks for something: ${value}`);
      }
    }
    for (const { textContent } of root.querySelectorAll("style")) {
      if (/@import|url\((?!["']?#)/i.test(textContent)) problems.add("a style sheet asks for something");
    }
    if (window.__injected !== undefined) problems.add("a script within the diagram ran");
    return [...problems];
  };
}
