import { findMatches } from "../command/choose";
import {
  CTRL_C,
  type Ended,
  JAVASCRIPT,
  lastDrawn,
  OPENING,
  plain,
  runCommand,
} from "../fixtures/child";
import { linesView } from "./lines";

const COLUMNS = 60;

let opened: Ended;
let left: Ended;
let piped: Ended;

beforeAll(async () => {
  const openShops = [OPENING, "--flow", "Open Shops"];
  [opened, left, piped] = await Promise.all([
    runCommand(openShops, {
      terminal: {
        columns: COLUMNS,
        typing: [
          { seen: /navigate/, keys: "javas" },
          // The only one left to choose, marked by the cursor, coloured or not.
          { seen: /❯\S* Javascript/, keys: "\r" },
        ],
      },
    }),
    runCommand(openShops, {
      terminal: { columns: COLUMNS, typing: [{ seen: /navigate/, keys: CTRL_C }] },
    }),
    runCommand([OPENING, "--flow", "Say Hello", "--config", JAVASCRIPT]),
  ]);
});

describe("on a terminal", () => {
  test("a picklist that is not given is asked for by its name and description", () => {
    expect(plain(opened.out)).toContain("? Source Type (What the shops are built with.)");
    expect(plain(opened.out)).toContain(
      "✔ Source Type (What the shops are built with.) Javascript",
    );
  });

  test("the steps end as a list with their states, requests and reasons", () => {
    const list = lastDrawn(opened.out).slice(0, 8);
    const told = list.map((line) => line.replace(/ \(\d+ ms/, " (ms"));
    expect(told).toEqual([
      "✓ Trigger (ms)",
      "✓ Name Shops (ms)",
      "✓ Create Label (ms, 1 request)",
      expect.stringMatching(/^✓ Each Shop: 3 items, 1 step failed and ignored \(/),
      "✓ Make Report (ms)",
      "✓ Write Report (ms)",
      expect.stringMatching(/^✗ Open Till: Create Source: 422 slug is already taken/),
      "- Say Goodbye: not run",
    ]);
  });

  test("a line of the list is cut at the width of the terminal", () => {
    const list = lastDrawn(opened.out).slice(0, 8);
    const cut = list.filter((line) => line.endsWith("…"));
    expect(cut).toHaveLength(2);
    expect(Math.max(...list.map((line) => line.length))).toBeLessThanOrEqual(COLUMNS);
  });

  test("log lines and errors follow the list in full, in the order of the run", () => {
    const reason = "Create Source: 422 slug is already taken (field slug)";
    expect(lastDrawn(opened.out).slice(8, -1)).toEqual([
      "",
      `! Each Shop 2 of 3 › Open Shop: ${reason}`,
      "info Write Report:",
      ...Array.from({ length: 30 }, (_, at) => `  ${at + 1}. shop`),
      `✗ Open Till: ${reason}`,
      "",
    ]);
  });

  test("the summary comes last, and the exit code says that a step failed", () => {
    expect(lastDrawn(opened.out).at(-1)).toMatch(
      /^9 steps, 5 requests, 7 done, 1 failed and handled, 1 failed, [\d.]+ s$/,
    );
    expect(opened.code).toBe(1);
  });

  test("Ctrl-C at a question for a choice ends with 130 and nothing run", () => {
    expect(left.code).toBe(130);
    expect(plain(left.out).trimEnd()).toMatch(/\nStopped: nothing was run\.$/);
    expect(plain(left.out)).not.toContain("Trigger");
  });
});

test("on a pipe a run is plain lines on stdout, and nothing on stderr", () => {
  expect(piped).toMatchObject({ code: 0, errors: "" });
  expect(piped.out).not.toContain("\u001B");
  expect(piped.out.replace(/[\d.]+ (ms|s\n)/g, "$1").split("\n")).toEqual([
    "Opening, Say Hello: on a simulated Segment on this machine",
    "  Source Type: Javascript, of 180 choices",
    "  ✓ Trigger (ms)",
    "    info goodbye",
    "  ✓ Say Goodbye (ms)",
    expect.stringMatching(/^2 steps, 0 requests, 2 done, 0 failed, /),
    "",
  ]);
});

test("the further lines of a reason stand below the step that failed, as far in as its name", () => {
  const lines: string[] = [];
  const step = {
    id: 1,
    name: "Post",
    action: "code.runCode",
    within: ["Each Shop 1 of 2"],
    holds: false,
  };
  const outcome = {
    state: "failed",
    detail: "not taken:\n- slug\n",
    ms: 4,
    requests: 1,
    retries: 0,
  } as const;
  linesView((line) => lines.push(line)).watch({ type: "ended", step, outcome });
  expect(lines).toEqual([
    "  Each Shop 1 of 2",
    "    ✗ Post: not taken: (4 ms, 1 request)",
    "      - slug",
  ]);
});

test("choices are found by any words of their label and key, whatever their case", () => {
  const choices = [
    { label: "Amber Ads Source", key: "wZWc" },
    { label: "Amber Chat Source", key: "qzBA" },
    { label: "Webhooks", key: "614a" },
  ];
  const found = (term?: string) => findMatches(choices, term).map(({ key }) => key);
  expect(found()).toEqual(["wZWc", "qzBA", "614a"]);
  expect(found("source chat")).toEqual(["qzBA"]);
  expect(found("QZb")).toEqual(["qzBA"]);
  expect(found("chat 614a")).toEqual([]);
});
