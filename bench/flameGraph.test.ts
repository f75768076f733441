import { flameGraph } from "./flameGraph";
import type { Frame } from "./profileTree";

const frame = (name: string, totalUs: number, children: Frame[] = [], place = ""): Frame => ({
  name,
  place,
  totalUs,
  selfUs: totalUs - children.reduce((sum, child) => sum + child.totalUs, 0),
  children,
});

/** What is drawn of each function: where, how wide, and what pointing at it tells. */
const drawn = (svg: string) =>
  [...svg.matchAll(/<g><title>(.*?)<\/title><rect x="(.*?)" y="(\d+)" width="(.*?)"/g)].map(
    ([, title, x, y, width]) => ({ title, x: Number(x), y: Number(y), width: Number(width) }),
  );

test("a function is as wide as its time, below its caller and right of its sisters", () => {
  const tree = frame("(root)", 1000, [frame("a", 600, [frame("c", 300)]), frame("b", 400)]);
  const [root, a, c, b] = drawn(flameGraph(tree, "calls"));
  expect([root, a, c, b]).toMatchObject([
    { x: 0, width: 1600 },
    { x: 0, width: 960 },
    { x: 0, width: 480 },
    { x: 960, width: 640 },
  ]);
  expect([a, c].map((one) => (one?.y ?? 0) - (root?.y ?? 0))).toEqual([18, 36]);
  expect(b?.y).toBe(a?.y);
});

test("pointing at a function tells its name, its module, its share and its own time", () => {
  const tree = frame("(root)", 4000, [frame("send", 1000, [frame("x", 400)], "src/client.ts")]);
  expect(drawn(flameGraph(tree, "calls"))[1]?.title).toBe(
    "send, src/client.ts: 1.0 ms (25.0%), itself 0.6 ms",
  );
});

test("what is too narrow to be seen is left out, with what it called", () => {
  const tree = frame("(root)", 1_000_000, [
    frame("a", 999_900),
    frame("b", 100, [frame("c", 100)]),
  ]);
  expect(drawn(flameGraph(tree, "calls"))).toHaveLength(2);
});

test("names with signs of their own are no markup", () => {
  const svg = flameGraph(frame("<static> & more", 1), 'a "title"');
  expect(svg).not.toContain("<static>");
  expect(svg).toContain("&#60;static&#62; &#38; more");
  expect(svg).toContain("a &#34;title&#34;");
});

test("the code of the component, of libraries, of Node and of the engine have colours of their own", () => {
  const places = ["src/client.ts", "node_modules/axios/index.js", "node:https", ""];
  const children = places.map((place) => frame("f", 10, [], place));
  const svg = flameGraph(frame("(root)", 40, children), "calls");
  const colours = [...svg.matchAll(/<g>.*?fill="(.*?)"/g)].slice(1).map(([, colour]) => colour);
  expect(new Set(colours).size).toBe(4);
});
