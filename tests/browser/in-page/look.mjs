// What depends on the window and the scheme: the width, and the contrast of text. The function runs in the page and
// sees nothing of this file.

export function checkLook() {
  const problems = [];
  const words = (text) => text.trim().replace(/\s+/g, " ").slice(0, 40);

  // The width, with the first few elements that stick out.
  const root = document.documentElement;
  const wide = Math.max(
    root.scrollWidth,
    document.body.scrollWidth,
    Math.ceil(document.body.getBoundingClientRect().right),
  );
  if (wide > window.innerWidth) {
    const scrolls = (element) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== "visible") return true;
      }
      return false;
    };
    const sticksOut = (element) => {
      const { left, right } = element.getBoundingClientRect();
      const spills =
        getComputedStyle(element).overflowX === "visible" && left + element.scrollWidth > window.innerWidth;
      return right > window.innerWidth + 0.5 || spills;
    };
    // The innermost ones: that all around them is wide as well is clear.
    const out = [...document.body.querySelectorAll("*")]
      .filter((element) => sticksOut(element) && !scrolls(element))
      .filter((element, _, all) => !all.some((other) => other !== element && element.contains(other)))
      .slice(0, 3)
      .map((element) => `<${element.localName}> "${words(element.textContent)}"`);
    problems.push(`the page is ${wide} px wide in a window of ${window.innerWidth} px: ${out.join(", ")}`);
  }

  // Colours in any notation, as the browser itself paints them: [red, green, blue, alpha], alpha from 0 to 1.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = new Map();
  const colour = (css) => {
    if (!painted.has(css)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      painted.set(css, [red, green, blue, alpha / 255]);
    }
    return painted.get(css);
  };
  const mix = (under, over, share) => [0, 1, 2].map((i) => under[i] * (1 - share) + over[i] * share);
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  // What the browser paints below everything, which is dark where the page says that it has a dark scheme.
  const probe = document.createElement("i");
  probe.style.color = "Canvas";
  root.append(probe);
  const base = colour(getComputedStyle(probe).color).slice(0, 3);
  probe.remove();

  // Ink and ground of the text in the last element of a chain, from the root down; opacity counts for both.
  const paint = (chain, under) => {
    const style = getComputedStyle(chain[0]);
    const background = colour(style.backgroundColor);
    const ground = mix(under, background, background[3]);
    const ink = colour(style.color);
    const inner = chain.length === 1 ? { ink: mix(ground, ink, ink[3]), ground } : paint(chain.slice(1), ground);
    const opacity = Number(style.opacity);
    return {
      ink: mix(under, inner.ink, opacity),
      ground: mix(under, inner.ground, opacity),
      // A background picture makes the ground unknown, unless something nearer to the text covers it.
      covered: inner.covered || (background[3] === 1 && opacity === 1),
      picture: inner.picture || (style.backgroundImage !== "none" && !inner.covered),
    };
  };

  const bodyText = "p, td, th, li, a, code, summary";
  const looked = new Set();
  // Pairs of colours, each told once with the first text and how often it comes.
  const pale = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || looked.has(element) || element.closest("svg, script, style, noscript, template")) continue;
    looked.add(element);
    const { width, height } = element.getBoundingClientRect();
    // Text for screen readers alone is a pixel in size.
    if (width <= 1 || height <= 1 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      continue;
    const chain = [];
    for (let at = element; at; at = at.parentElement) chain.unshift(at);
    const { ink, ground, picture } = paint(chain, base);
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const least = large && !element.closest(bodyText) ? 3 : 4.5;
    const ratio = contrast(ink, ground);
    const hex = (rgb) => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
    let message;
    if (picture) message = "text lies on a background picture, where its contrast cannot be told";
    else if (ratio < least)
      message = `text has a contrast of ${ratio.toFixed(2)}, less than ${least}, ${hex(ink)} on ${hex(ground)}`;
    if (message) {
      const known = pale.get(message) ?? { first: `<${element.localName}> "${words(element.textContent)}"`, count: 0 };
      pale.set(message, { ...known, count: known.count + 1 });
    }
  }
  for (const [message, { first, count }] of pale) {
    problems.push(`${message}: ${first}${count > 1 ? ` and ${count - 1} more` : ""}`);
  }
  return problems;
}
