import { createRequire } from "node:module";
import path from "node:path";
import tls from "node:tls";
import { buildSync } from "esbuild";
import { redirectSegmentHosts } from "../../simulator/wire/redirect";
import type { createClient } from "../../src/client";
import type { readEnvelope } from "../../src/http/response";
import { Dice } from "../dice";
import type { ClientTask, Ended } from "./protocol";

/** The client of the component, with connections of its own. */
interface Copy {
  createClient: typeof createClient;
  readEnvelope: typeof readEnvelope;
}

const ROOT = path.resolve(__dirname, "../..");
const QUIET = { debug() {}, info() {}, warn() {}, error() {} } as never;

/** Returns copies of the client that share no connection, as in separate processes. */
function copiesOf(count: number): Copy[] {
  const contents = [
    'export { createClient } from "./src/client";',
    'export { readEnvelope } from "./src/http/response";',
  ].join("\n");
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    write: false,
    loader: { ".json": "json" },
  });
  const load = new Function("require", "module", "exports", outputFiles[0]?.text ?? "");
  const requireHere = createRequire(__filename);
  return Array.from({ length: count }, () => {
    const module = { exports: {} };
    load(requireHere, module, module.exports);
    return module.exports as Copy;
  });
}

/** Stops this process after the next request is written; the other side makes it go on. */
function stopAfterWrite(): () => void {
  const { connect } = tls;
  let isArmed = false;
  tls.connect = ((...args: Parameters<typeof connect>) => {
    const socket = connect(...args);
    const { write } = socket;
    socket.write = ((...written: Parameters<typeof write>) => {
      const isSent = write.apply(socket, written);
      if (isArmed) process.nextTick(() => process.kill(process.pid, "SIGSTOP"));
      isArmed = false;
      return isSent;
    }) as typeof write;
    return socket;
  }) as typeof connect;
  return () => {
    isArmed = true;
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function run(task: ClientTask): Promise<Ended[]> {
  redirectSegmentHosts(task);
  const arm = task.isStopped ? stopAfterWrite() : () => undefined;
  // A quarter of the loops share the connections of others.
  const copies = copiesOf(Math.ceil(task.loops * 0.75));
  const dice = new Dice(`${task.seed}/gaps`);
  const ended: Ended[] = [];
  let begun = 0;
  const create = async ({ createClient, readEnvelope }: Copy, slug: string): Promise<string> => {
    const client = createClient({
      connection: {
        key: "apiKey",
        configVarKey: "c",
        fields: { apiKey: "sgp_soak", subdomain: "acme" },
      },
      region: "api",
      label: "Create Source",
      logger: QUIET,
      debug: false,
    });
    const { data } = await client.call(
      {
        method: "POST",
        path: "/sources",
        template: "/sources",
        body: { slug },
        mediaType: "application/json",
      },
      { read: readEnvelope, attemptMs: task.attemptMs },
    );
    return (data as { data: { source: { slug: string } } }).data.source.slug;
  };
  const loop = async (copy: Copy) => {
    while (begun < task.creates) {
      const number = begun;
      begun += 1;
      await wait(dice.whole(task.gapMs.least, task.gapMs.most));
      arm();
      const slug = `create-${number}`;
      ended[number] = await create(copy, slug).then(
        (created) => (created === slug ? "done" : "done for another"),
        (error: { outcome?: Ended }) => {
          if (!error.outcome) throw error;
          return error.outcome;
        },
      );
    }
  };
  const lanes = Array.from({ length: task.loops }, (_, index) => copies[index % copies.length]);
  await Promise.all(lanes.map((copy) => copy && loop(copy)));
  return ended;
}

process.once("message", async (task: ClientTask) => {
  process.send?.({ ended: await run(task) });
  // From now on, only what the run leaves behind keeps this process alive.
  process.once("message", () => process.disconnect());
});
