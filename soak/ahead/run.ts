import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { findCertificate } from "../../simulator/wire/certificate";
import { type ConnectionPlan, planConnections, planEnds } from "./plan";
import type { ClientTask, Ended, ServerReport } from "./protocol";

/** The findings of a run. The first six must be 0; see {@link WRONGS}. */
export interface AheadFindings {
  /** Creates that were carried out twice. */
  twice: number;
  /** Creates that succeeded and were not carried out, or with the response of another. */
  falseSuccess: number;
  /** Creates that were carried out and reported as not applied. */
  falseNotApplied: number;
  /** Connections that carried two requests. */
  crowded: number;
  /** Connections that stayed open. */
  leftOpen: number;
  /** 1 if the process of the client did not end by itself. */
  outlived: number;
  creates: number;
  succeeded: number;
  notApplied: number;
  unknown: number;
  /** Those of the unknown that were carried out. */
  unknownDone: number;
  connections: number;
  /** The duration of the run, in milliseconds. */
  ms: number;
}

/** The findings that must be 0. */
export const WRONGS: readonly (keyof AheadFindings)[] = [
  "twice",
  "falseSuccess",
  "falseNotApplied",
  "crowded",
  "leftOpen",
  "outlived",
];

/** The options of a run; the others are those of a {@link ClientTask}. */
export interface AheadOptions extends Omit<ClientTask, "port" | "ca"> {
  /** Milliseconds that everything takes between client and server, in either direction. */
  oneWayMs: number;
  /** The latest end of an unused connection, in milliseconds. */
  latestMs: number;
  /** True to wait for the end of the last connections opened ahead. */
  settles: boolean;
}

/** The options of a full run: creates whose pauses are around the longest life of an unused connection. */
export const FULL = {
  loops: 200,
  gapMs: { least: 0, most: 2500 },
  attemptMs: 30_000,
  isStopped: false,
  oneWayMs: 10,
  latestMs: 3000,
  settles: true,
};

/** The options of a run whose client is stopped right after each write. */
export const STOPPED = {
  ...FULL,
  loops: 1,
  gapMs: { least: 20, most: 60 },
  isStopped: true,
  oneWayMs: 0,
};

/** The longest wait for the end of the last connections. An unused one lives for 2 s. */
const SETTLING_MS = 10_000;
/** The longest wait for the end of the client. */
const ENDING_MS = 10_000;
/** The time for which a stopped process stands still after the server has acted. */
const STOPPED_MS = 10;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Returns the next message that has a name. @throws if the process ends before it. */
function nextMessage<Message extends object>(
  child: ChildProcess,
  name: keyof Message,
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: object) => {
      if (!(name in message)) return;
      child.off("message", onMessage);
      child.off("exit", onExit);
      resolve(message as Message);
    };
    const onExit = (code: number | null) =>
      reject(new Error(`a process of the soak ended with ${code}`));
    child.on("message", onMessage);
    child.once("exit", onExit);
  });
}

/** Makes the client go on after each act of the server, and in any case after a while. */
function continueAfterActs(server: ChildProcess, client: ChildProcess): () => void {
  const goOn = () => client.kill("SIGCONT");
  const onMessage = (message: { acted?: true }) => {
    if (message.acted) setTimeout(goOn, STOPPED_MS);
  };
  server.on("message", onMessage);
  const timer = setInterval(goOn, 20 * STOPPED_MS);
  return () => {
    server.off("message", onMessage);
    clearInterval(timer);
  };
}

/** Compares the ends of all creates with the journal of the server. */
export function judgeCreates(
  ended: readonly Ended[],
  { journal }: Pick<ServerReport, "journal">,
): Omit<AheadFindings, "crowded" | "leftOpen" | "outlived" | "connections" | "ms"> {
  const count = (matches: (end: Ended, done: number) => boolean) =>
    ended.filter((end, number) => matches(end, journal[number] ?? 0)).length;
  return {
    twice: count((_end, done) => done > 1),
    falseSuccess: count(
      (end, done) => end === "done for another" || (end === "done" && done === 0),
    ),
    falseNotApplied: count((end, done) => end === "not_applied" && done > 0),
    creates: ended.length,
    succeeded: count((end) => end === "done"),
    notApplied: count((end) => end === "not_applied"),
    unknown: count((end) => end === "unknown"),
    unknownDone: count((end, done) => end === "unknown" && done > 0),
  };
}

/** Runs creates against a server that ends connections in every way, and compares with its journal. */
export async function runAhead(options: AheadOptions): Promise<AheadFindings> {
  const began = performance.now();
  const { oneWayMs, latestMs, settles, ...task } = options;
  const certificate = await findCertificate(["api.segmentapis.com"]);
  const server = fork(path.join(__dirname, "server.cjs"));
  const client = fork(path.join(__dirname, "client.ts"), {
    execArgv: ["--require", "tsx/cjs"],
    env: { ...process.env, NO_PROXY: "*" },
  });
  try {
    const plan: ConnectionPlan[] = task.isStopped
      ? planEnds(task.seed)
      : planConnections(task.seed, latestMs);
    server.send({ start: { certificate, plan, oneWayMs } });
    const { port } = await nextMessage<{ port: number }>(server, "port");
    const goOnNoMore = task.isStopped ? continueAfterActs(server, client) : () => undefined;
    client.send({ ...task, port, ca: certificate.cert } satisfies ClientTask);
    const { ended } = await nextMessage<{ ended: Ended[] }>(client, "ended");
    goOnNoMore();
    const report = async () => {
      server.send({ report: true });
      return await nextMessage<ServerReport>(server, "journal");
    };
    // What is on its way is carried out.
    await wait(4 * oneWayMs);
    const { journal } = await report();
    const end = performance.now() + SETTLING_MS;
    while (settles && (await report()).open > 0 && performance.now() < end) await wait(50);
    const { open, connections, crowded } = await report();
    client.send({ end: true });
    const hasEnded = await once(client, "exit", { signal: AbortSignal.timeout(ENDING_MS) }).then(
      () => true,
      () => false,
    );
    return {
      ...judgeCreates(ended, { journal }),
      crowded,
      leftOpen: settles ? open : 0,
      outlived: hasEnded ? 0 : 1,
      connections,
      ms: performance.now() - began,
    };
  } finally {
    for (const child of [server, client]) child.kill("SIGKILL");
  }
}
