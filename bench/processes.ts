import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Place } from "./place";
import type { Sample } from "./rounds";

/** No variable of the caller's changes what is measured, such as a proxy or options of Node. */
const env = {};

/** Runs a program in a process of its own and answers what it tells. Throws where it fails. */
export async function measureIn(program: string, task: object): Promise<Sample> {
  const args = ["--expose-gc", program, JSON.stringify(task)];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    told += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    said += part;
  });
  const [code, signal] = await once(child, "close");
  if (code !== 0) throw new Error(said.trim() || `its process ended with ${signal ?? code}`);
  return JSON.parse(told);
}

/** A server that runs in a process of its own. */
export interface Server {
  place: Place;
  end(): Promise<void>;
}

/** Starts the server; it ends with this process at the latest. */
export async function startServer(program: string): Promise<Server> {
  const child = spawn(process.execPath, [program], { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    ended.then(() => Promise.reject(new Error("the server ended before it listened"))),
  ]);
  return {
    place: JSON.parse(line),
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
