import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Place } from "./place";
import type { Sample } from "./rounds";

/** Empty, so that no variable (a proxy, Node options) changes the measurement. */
const env = {};

/**
 * Runs a program in its own process and returns the sample it prints.
 * @throws Error with the program's message if it fails.
 */
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

/** A server in its own process. */
interface Server {
  place: Place;
  end(): Promise<void>;
}

/** Starts the server. It ends with this process at the latest. */
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
