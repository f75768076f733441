import type { Frame } from "./profileTree";

const WIDTH = 1600;
const ROW = 18;
const HEAD = 56;
/** Pixels; what is narrower cannot be seen. */
const NARROWEST = 0.5;
const LETTER = 6.6;

/** Whose code runs, by colour. */
const COLOURS = [
  { whose: "the component", colour: "#f2a65a", is: (place: string) => place.startsWith("src/") },
  {
    whose: "libraries",
    colour: "#f7dc8b",
    is: (place: string) => place.startsWith("node_modules/"),
  },
  { whose: "Node", colour: "#9fc5e8", is: (place: string) => place.startsWith("node:") },
  { whose: "the engine and the rest", colour: "#d5d5d5", is: () => true },
];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const ms = (us: number): string => `${(us / 1000).toFixed(1)} ms`;

/** As much of a name as there is room for. */
function fitting(text: string, width: number): string {
  const letters = Math.floor((width - 6) / LETTER);
  if (letters < 3) return "";
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

/**
 * Draws a tree of calls as an SVG for a browser: callers above what they call, as wide as the time
 * they took together. Pointing at a function tells its name, its module and its times.
 */
export function flameGraph(tree: Frame, title: string): string {
  const scale = WIDTH / Math.max(1, tree.totalUs);
  const drawn: string[] = [];
  let deepest = 0;
  const draw = (frame: Frame, left: number, depth: number): void => {
    const width = frame.totalUs * scale;
    if (width < NARROWEST) return;
    deepest = Math.max(deepest, depth);
    const { name, place, totalUs, selfUs } = frame;
    const share = ((100 * totalUs) / Math.max(1, tree.totalUs)).toFixed(1);
    const told = `${name}${place && `, ${place}`}: ${ms(totalUs)} (${share}%), itself ${ms(selfUs)}`;
    const colour = COLOURS.find(({ is }) => is(place))?.colour;
    const [x, y] = [left.toFixed(2), HEAD + depth * ROW];
    const text = fitting(name, width);
    drawn.push(
      `<g><title>${escaped(told)}</title><rect x="${x}" y="${y}" width="${width.toFixed(2)}" height="${ROW - 1}" rx="2" fill="${colour}"/>${
        text && `<text x="${(left + 4).toFixed(2)}" y="${y + 13}">${escaped(text)}</text>`
      }</g>`,
    );
    let next = left;
    for (const child of frame.children) {
      draw(child, next, depth + 1);
      next += child.totalUs * scale;
    }
  };
  draw(tree, 0, 0);
  const height = HEAD + (deepest + 1) * ROW + 8;
  const legend = COLOURS.map(
    ({ whose, colour }, index) =>
      `<rect x="${8 + index * 170}" y="32" width="12" height="12" fill="${colour}"/><text x="${26 + index * 170}" y="42">${whose}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="monospace" font-size="11">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    `<text x="8" y="20" font-size="14">${escaped(title)}, ${ms(tree.totalUs)}</text>`,
    ...legend,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}
