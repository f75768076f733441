import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fault } from "../simulator";
import { openHarness, type TestHarness } from "./support/segment";

const ROOT = path.resolve(__dirname, "..");
const read = (name: string): string => readFileSync(path.join(ROOT, "documentation", name), "utf8");

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.close());

const SOURCE = { slug: "web", metadataId: "UBrsG9RVzw", enabled: "true" };
const READ = ["listSources", {}] as const;
const CREATE = ["createSource", SOURCE] as const;
const TEST = ["testConnection", {}] as const;

/** The response to every request, the fault of every request, or Segment as it is. */
type Reaction = { status: number; body?: object | string; headers?: Record<string, string> };
const refusal = (status: number, ...messages: string[]): Reaction => ({
  status,
  body: { errors: messages.map((message) => ({ type: "refused", message })) },
});

const SITUATIONS: readonly {
  step: readonly [action: string, inputs: object];
  fields?: object;
  inEu?: boolean;
  reaction?: Reaction | "silence";
}[] = [
  { step: READ, fields: { apiKey: "" } },
  { step: READ, fields: { apiKey: "Bearer sgp_a" } },
  { step: READ, fields: { subdomain: "https://app.segment.com/my-workspace" } },
  { step: READ, reaction: refusal(401) },
  { step: TEST, fields: { apiKey: "sgp_wrong" } },
  { step: TEST, inEu: true },
  { step: TEST },
  { step: CREATE, reaction: refusal(403, "missing permission") },
  { step: CREATE, reaction: refusal(403, "not included in the plan") },
  { step: CREATE, reaction: refusal(403) },
  { step: READ, reaction: { status: 403, body: "<html>blocked</html>" } },
  { step: READ, reaction: { status: 429, headers: { "retry-after": "3600" } } },
  { step: READ, reaction: { status: 503, body: "" } },
  { step: CREATE, reaction: { status: 503, body: "" } },
  { step: READ, reaction: "silence" },
  { step: CREATE, reaction: "silence" },
];

test("the page of troubleshooting has exactly the messages that the steps give", async () => {
  const messages: string[] = [];
  for (const { step, fields, inEu = false, reaction } of SITUATIONS) {
    harness.simulator.reset();
    if (reaction !== undefined) {
      harness.simulator.intercept(() =>
        reaction === "silence" ? fault("silence", "before") : reaction,
      );
    }
    const where = inEu ? harness.simulator.eu : harness.simulator.us;
    const connectionInput = harness.connection(where, { subdomain: "my-workspace", ...fields });
    const [action, inputs] = step;
    const run = () =>
      harness.run(action, { ...inputs, connectionInput }).catch((error: Error) => error.message);
    messages.push(String((await harness.onClock(run)).result));
  }
  const rows = read("troubleshooting.md").match(/^\| `.*$/gm) ?? [];
  const shown = rows.map((row) => /^\| `([^`]+)` \|/.exec(row)?.[1]);
  expect(shown.sort()).toEqual(messages.sort());
});

test("the table of access has every group of steps", () => {
  const linked = new Set(
    [...read("access.md").matchAll(/\(\.\.\/docs\/reference\/([\w-]+\.md)\)/g)].map(
      ([, page]) => page,
    ),
  );
  const others = ["README.md", "connections.md", "data-sources.md"];
  const pages = readdirSync(path.join(ROOT, "docs/reference")).filter(
    (page) => !others.includes(page),
  );
  expect([...linked].sort()).toEqual(pages.sort());
});

test("documentation/README.md says what each file is for", () => {
  const files = readdirSync(path.join(ROOT, "documentation"), { recursive: true })
    .map((file) => String(file).replace(/\\/g, "/"))
    .filter((file) => file.endsWith(".md") && file !== "README.md");
  const named = [...read("README.md").matchAll(/\]\(([^)]+\.md)\)/g)].map(([, file]) => file);
  expect(named.sort()).toEqual(files.sort());
});
