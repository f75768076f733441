import type { Profiler } from "node:inspector";
import { heaviest, modulesOf, treeOf } from "./profileTree";

const node = (id: number, functionName: string, children: number[] = []): Profiler.ProfileNode => ({
  id,
  callFrame: { functionName, scriptId: "1", url: "file:///x.js", lineNumber: id, columnNumber: 0 },
  children,
});

/** Samples of some nodes, each on top of the stack until the next. */
const profile = (nodes: Profiler.ProfileNode[], ran: [id: number, us: number][]) => ({
  nodes,
  startTime: 0,
  endTime: 0,
  samples: [...ran.map(([id]) => id), 1],
  timeDeltas: [0, ...ran.map(([, us]) => us)],
});

const nowhere = () => "";

describe("the tree of a profile", () => {
  test("gives each function its own time, and its callers that time too", () => {
    const nodes = [node(1, "(root)", [2]), node(2, "read", [3]), node(3, "parse")];
    const tree = treeOf(
      profile(nodes, [
        [2, 10],
        [3, 30],
        [2, 5],
      ]),
      nowhere,
    );
    expect(tree).toMatchObject({ name: "(root)", totalUs: 45, selfUs: 0 });
    expect(tree.children).toMatchObject([{ name: "read", totalUs: 45, selfUs: 15 }]);
    expect(tree.children[0]?.children).toMatchObject([{ name: "parse", totalUs: 30, selfUs: 30 }]);
  });

  test("leaves out the time spent waiting", () => {
    const nodes = [node(1, "(root)", [2, 3]), node(2, "(idle)"), node(3, "read")];
    const tree = treeOf(
      profile(nodes, [
        [2, 1000],
        [3, 7],
      ]),
      nowhere,
    );
    expect(tree).toMatchObject({ totalUs: 7, children: [{ name: "read" }] });
  });

  test("shows one function below one caller once, and the heaviest first", () => {
    const nodes = [node(1, "(root)", [2, 3, 4]), node(2, "a"), node(3, "b"), node(4, "a")];
    const { children } = treeOf(
      profile(nodes, [
        [2, 3],
        [3, 5],
        [4, 3],
      ]),
      nowhere,
    );
    expect(children).toMatchObject([
      { name: "a", totalUs: 6 },
      { name: "b", totalUs: 5 },
    ]);
  });

  test("keeps functions of the same name in different modules apart", () => {
    const nodes = [node(1, "(root)", [2, 3]), node(2, "a"), node(3, "a")];
    const { children } = treeOf(
      profile(nodes, [
        [2, 3],
        [3, 5],
      ]),
      (_url, line) => `line ${line}`,
    );
    expect(children.map(({ place }) => place)).toEqual(["line 3", "line 2"]);
  });
});

test("the heaviest functions are those that ran longest themselves, whoever called them", () => {
  const nodes = [node(1, "(root)", [2, 3]), node(2, "a", [4]), node(3, "b"), node(4, "b")];
  const tree = treeOf(
    profile(nodes, [
      [2, 6],
      [3, 4],
      [4, 4],
    ]),
    nowhere,
  );
  expect(heaviest(tree, 2)).toMatchObject([
    { name: "b", selfUs: 8 },
    { name: "a", selfUs: 6 },
  ]);
});

test("a line of a bundle is of the module that was named last above it", () => {
  const bundle = [
    "bootstrap",
    '/***/ "./src/a.ts"',
    "  !*** ./src/a.ts ***!",
    "a();",
    "  !*** ./node_modules/b/index.js ***!",
    "b();",
    `/${"*".repeat(72)}/`,
    "require();",
  ];
  const moduleAt = modulesOf(bundle.join("\n"));
  expect([0, 3, 5, 7].map(moduleAt)).toEqual([
    "webpack",
    "src/a.ts",
    "node_modules/b/index.js",
    "webpack",
  ]);
});
