// What has to hold of a page however it is looked at. The function runs in the page and sees nothing of this file.

export function checkDocument() {
  const problems = [];
  const shown = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 80);
  const byId = (id) => document.getElementById(id);

  const ids = new Map();
  for (const { id } of document.querySelectorAll("[id]")) ids.set(id, (ids.get(id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) problems.push(`the id "${id}" is there ${count} times`);

  const hasTarget = (fragment) => {
    let name = fragment;
    try {
      name = decodeURIComponent(fragment);
    } catch {
      // Then it is taken as it stands.
    }
    if (name === "" || name.toLowerCase() === "top") return true;
    return [fragment, name].some((one) => byId(one) || document.getElementsByName(one).length > 0);
  };
  for (const link of document.querySelectorAll('[href^="#"]')) {
    const href = link.getAttribute("href");
    if (!hasTarget(href.slice(1))) problems.push(`the link ${href} has no target: ${shown(link)}`);
  }

  const labelled = (element) =>
    (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).some((id) => id && byId(id)?.textContent.trim()) ||
    Boolean(element.getAttribute("aria-label")?.trim());
  const named = (element) => {
    // Decoration has to say that it is one. A picture in a report seldom is, so that alt="" alone does not.
    if (element.closest('[aria-hidden="true"]') || /^(none|presentation)$/.test(element.getAttribute("role")))
      return true;
    if (labelled(element)) return true;
    if (element.localName === "svg") return Boolean(element.querySelector(":scope > title")?.textContent.trim());
    return Boolean((element.getAttribute("alt") ?? element.getAttribute("title") ?? "").trim());
  };
  for (const picture of document.querySelectorAll('img, svg, area, [role="img"], input[type="image"]')) {
    if (!picture.parentElement.closest('svg, [role="img"]') && !named(picture)) {
      problems.push(`a picture has no name: ${shown(picture)}`);
    }
  }

  for (const element of document.querySelectorAll("*")) {
    for (const { name, localName, value } of element.attributes) {
      if (/^on/i.test(name)) problems.push(`<${element.localName}> has ${name}="${value}"`);
      // Browsers skip control characters and blanks in an address.
      const address = value.replace(/[\u0000-\u0020]/g, "");
      if (["href", "src", "action", "formaction"].includes(localName) && /^(javascript|vbscript):/i.test(address)) {
        problems.push(`<${element.localName}> has ${name}="${value}"`);
      }
    }
  }

  // Pictures below the window may be asked for late, and a name may be looked up without a request.
  const fetching = /\b(stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest)\b/i;
  for (const element of document.querySelectorAll("[src], [srcset], [poster], object[data], link[href]")) {
    if (element.localName === "link" && !fetching.test(element.rel)) continue;
    for (const name of ["src", "srcset", "poster", "data", "href"]) {
      const address = element.getAttribute(name)?.trim();
      if (address && !/^(data:|#)/i.test(address)) problems.push(`<${element.localName}> needs ${address}`);
    }
  }

  // A phone lays a page without it out for 980 px.
  if (!document.querySelector('meta[name="viewport"]')) problems.push('there is no <meta name="viewport">');
  return problems;
}
