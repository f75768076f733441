import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadComponent } from "../component";
import { code, integrationOf } from "../fixtures/steps";
import type { ConfigVar } from "../format/integration";
import { linesView } from "../view/lines";
import { liveWorkspaces } from "../workspaces";
import { carryOut } from "./index";

const scratch = mkdtempSync(path.join(tmpdir(), "given-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const { request } = https;
// A stopped run leaves its door closed; the next run must not find it so.
afterEach(() => {
  https.request = request;
});

const variables: ConfigVar[] = [
  { key: "Label", dataType: "string" },
  { key: "Form", dataType: "jsonForm", defaultValue: "{}" },
];
const tell = code(
  "Tell",
  `const { Label, Form, ...others } = context.configVars;
   const { apiKey, subdomain } = others["Segment Connection"].fields;
   const { token } = stepResults.trigger.results.body.data;
   context.logger.info([Label, subdomain, apiKey, Form.password, token].join(" "));
   return { data: apiKey.length };`,
);

/**
 * Runs the step with a configuration, or stops the run at its start. Returns the written lines and
 * the number of times that workspaces were closed.
 */
async function run(given: object | string, isStopped = false) {
  const [file, config, payload] = ["flow", "config", "payload"].map((name) =>
    path.join(scratch, `${name}.json`),
  ) as [string, string, string];
  writeFileSync(payload, JSON.stringify({ token: "battery staple" }));
  writeFileSync(file, JSON.stringify(integrationOf([tell], variables)));
  writeFileSync(config, typeof given === "string" ? given : JSON.stringify(given));
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  let closed = 0;
  const code = await carryOut(
    { file, config, payload },
    {
      component: loadComponent(),
      open: async () => ({
        title: "a test",
        connectionFields: () => undefined,
        close: async () => {
          closed += 1;
        },
      }),
      env: { TOKEN: "from-the-environment" },
      write,
      view: (hide) => linesView((line) => write(hide(line))),
      onInterruption: ({ request }) => {
        if (isStopped) request();
      },
    },
  );
  return { code, closed, lines };
}

const complete = {
  "Segment Connection": { apiKey: "env:TOKEN", subdomain: "acme" },
  Label: "env:production",
  Form: { password: "correct horse" },
};

test("fields of connections come from the environment, other text stays, and no secret of what was given is shown", async () => {
  const { code, closed, lines } = await run(complete);
  expect(code).toBe(0);
  expect(lines).toContain("    info env:production acme [secret] [secret] [secret]");
  expect(closed).toBe(1);
  expect(https.request).toBe(request);
});

test("a run that was stopped leaves its workspaces open, for what its step may still be at", async () => {
  const { code, closed } = await run(complete, true);
  expect(code).toBe(130);
  expect(closed).toBe(0);
});

test("digits of a configuration file reach the steps, after a byte order mark too", async () => {
  const given = JSON.stringify({ ...complete, Label: 0 }).replace(
    '"Label":0',
    '"Label":227490627192107008',
  );
  const { code, lines } = await run(`\ufeff${given}`);
  expect(code).toBe(0);
  expect(lines).toContain("    info 227490627192107008 acme [secret] [secret] [secret]");
});

test("a variable that is not in the environment is named, and nothing is opened", async () => {
  const { code, closed, lines } = await run({ "Segment Connection": { apiKey: "env:NONE" } });
  expect(code).toBe(2);
  expect(lines).toEqual(["--config: Segment Connection.apiKey: NONE is not in the environment"]);
  expect(closed).toBe(0);
});

test("a real workspace is known by both its token and its name", () => {
  const fields = (env: NodeJS.ProcessEnv) => liveWorkspaces(env).connectionFields("api");
  const [SEGMENT_TOKEN, SEGMENT_WORKSPACE] = ["token", "acme"];
  expect(fields({ SEGMENT_TOKEN })).toBeUndefined();
  expect(fields({ SEGMENT_WORKSPACE })).toBeUndefined();
  expect(fields({ SEGMENT_TOKEN, SEGMENT_WORKSPACE })).toEqual({
    apiKey: "token",
    subdomain: "acme",
  });
});

test("a reader that goes away ends no run half-way", async () => {
  const waits = code(
    "Wait",
    "process.stdin.resume(); await require('node:events').once(process.stdin, 'end');",
  );
  const [file, trace] = [path.join(scratch, "waits.json"), path.join(scratch, "trace.json")];
  writeFileSync(file, JSON.stringify(integrationOf([waits])));
  const main = path.resolve(__dirname, "../main.ts");
  const child = spawn(process.execPath, ["--require", "tsx/cjs", main, file, "--trace", trace], {
    cwd: path.resolve(__dirname, "../.."),
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = once(child, "exit");
  child.stdout.once("data", () => {
    child.stdout.destroy();
    child.stdin.end();
  });
  expect(await ended).toEqual([0, null]);
  expect(JSON.parse(readFileSync(trace, "utf8"))).toMatchObject({ state: "done" });
});
