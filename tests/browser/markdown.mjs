// The Mermaid diagrams of a Markdown text. A CommonMark parser decides what is one, as it does where the report is read:
// a fence that only looks like one (no blank line before it within <details>, indented too far) is a problem.
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt("commonmark");
// What may stand before a fence on its line: blanks, quotes and the marks of lists.
const looksLikeDiagram = /^(?:[ \t]|>|[-*+](?=[ \t])|\d+[.)](?=[ \t]))*(?:`{3,}|~{3,})[ \t]*mermaid\b/i;
const endOfFence = /^(?:[ \t]|>)*(?:`{3,}|~{3,})[ \t]*$/;

/** Returns `{ diagrams: [{ line, text }], problems: [{ line, message }] }`; lines count from 1. */
export function diagramsOf(source) {
  const lines = source.split(/\r\n|\r|\n/);
  const fences = markdown.parse(source, {}).filter((token) => token.type === "fence");
  const diagrams = [];
  const problems = [];
  for (const { info, map, content } of fences) {
    if (info.trim().split(/\s/)[0] !== "mermaid") continue;
    diagrams.push({ line: map[0] + 1, text: content });
    if (map[1] - map[0] < 2 || !endOfFence.test(lines[map[1] - 1])) {
      problems.push({ line: map[0] + 1, message: "the fence of this diagram has no end" });
    }
  }
  lines.forEach((text, index) => {
    const known = fences.some(({ map }) => map[0] <= index && index < map[1]);
    if (!known && looksLikeDiagram.test(text)) {
      problems.push({ line: index + 1, message: "looks like a diagram, but Markdown does not read it as a fence" });
    }
  });
  return { diagrams, problems };
}
