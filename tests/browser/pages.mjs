// Opens a report's page from disk, in every way in which people look at it, and finds what they would stumble over.
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { patiently } from "./browser.mjs";
import { checkDocument } from "./in-page/document.mjs";
import { checkLook } from "./in-page/look.mjs";
import { countDetails, openAllDetails, placeOfDetails } from "./in-page/details.mjs";

// Paper is A4 with margins of 1 cm; browsers print in the light scheme.
const modes = [
  { name: "1280-light", width: 1280, media: "screen", colorScheme: "light" },
  { name: "1280-dark", width: 1280, media: "screen", colorScheme: "dark" },
  { name: "390-light", width: 390, media: "screen", colorScheme: "light" },
  { name: "390-dark", width: 390, media: "screen", colorScheme: "dark" },
  { name: "print", width: 718, media: "print", colorScheme: "light" },
];

/** Returns the problems of a page. `pictureOf(mode)` names the file for a screenshot, or nothing. */
export async function checkPage(browser, path, pictureOf) {
  const { page } = browser;
  const url = pathToFileURL(resolve(path)).href;
  const ofDocument = [];
  // Each message with the modes in which it was seen.
  const ofModes = new Map();

  for (const { name, width, media, colorScheme } of modes) {
    const note = (messages) => {
      for (const message of messages) ofModes.set(message, (ofModes.get(message) ?? new Set()).add(name));
    };
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ media, colorScheme, reducedMotion: "reduce" });
    await browser.goto(url);
    note(await patiently(path, page.evaluate(checkLook)));
    const picture = pictureOf(name);
    if (picture) await page.screenshot({ path: picture, fullPage: true });
    if (name === modes[0].name) {
      ofDocument.push(...(await patiently(path, page.evaluate(checkDocument))));
      ofDocument.push(...(await patiently(path, clickDetails(page))));
    }
    // What is folded is read too.
    if (await page.evaluate(openAllDetails)) note(await patiently(path, page.evaluate(checkLook)));
    if (await page.evaluate(() => window.__injected !== undefined)) note(["a script of the text ran"]);
    note(browser.takeHeard());
  }
  const told = [...ofModes].map(([message, names]) =>
    names.size === modes.length ? message : `${message} (${[...names].join(", ")})`,
  );
  return [...ofDocument, ...told];
}

/** Opens each <details> with the mouse, outer ones first; one that is open is closed and opened again. */
async function clickDetails(page) {
  const problems = [];
  const count = await page.evaluate(countDetails);
  for (let index = 0; index < count; index += 1) {
    const place = await page.evaluate(placeOfDetails, index);
    for (const wanted of place.open ? [false, true] : [true]) {
      const { x, y } = await page.evaluate(placeOfDetails, index);
      await page.mouse.click(x, y);
      if ((await page.evaluate(placeOfDetails, index)).open !== wanted) {
        problems.push(`<details> "${place.label}" does not ${wanted ? "open" : "close"} on a click`);
        break;
      }
    }
  }
  return problems;
}
