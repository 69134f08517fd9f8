// What the test of <details> asks the page. Each function runs in the page and sees nothing of this file.

export function countDetails() {
  return document.querySelectorAll("details").length;
}

/** Where to click, near the mark at the left: further right there may be a link. */
export function placeOfDetails(index) {
  const details = document.querySelectorAll("details")[index];
  // A summary within an inner <details> is not this one's; without one, browsers make it up at the top.
  const target = details.querySelector(":scope > summary") ?? details;
  target.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = target.getBoundingClientRect();
  const line = target === details ? Math.min(height, 20) : height;
  return {
    x: left + Math.min(12, width / 2),
    y: top + line / 2,
    open: details.open,
    label: target.textContent.trim().replace(/\s+/g, " ").slice(0, 60),
  };
}

/** Tells whether there was something to open. */
export function openAllDetails() {
  const all = document.querySelectorAll("details");
  for (const details of all) details.open = true;
  return all.length > 0;
}
