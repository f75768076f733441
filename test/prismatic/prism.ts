import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PrismaticApi } from "./api";

const ROOT = path.resolve(__dirname, "../..");
const PRISM = path.join(ROOT, "node_modules/@prismatic-io/prism/lib/run.js");
/** Milliseconds after which a process that hangs is ended. */
const LONGEST = 25_000;

/** The end of a process. */
export interface Ended {
  /** 0 if it did its task. */
  code: number | string | null | undefined;
  /** Its output on both streams, on one line. */
  said: string;
  /** Hosts and ports it connected to or tried to, and processes it started; once each. */
  reached: string[];
}

/**
 * Runs Node with a home of its own and nothing of the user's environment, kept from other machines.
 * @param cwd the folder it runs in.
 */
export async function runNode(
  args: string[],
  environment: Record<string, string> = {},
  cwd = ROOT,
): Promise<Ended> {
  const home = mkdtempSync(path.join(os.tmpdir(), "publish-"));
  const reached = path.join(home, "reached");
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: home,
    NODE_OPTIONS: `--require "${path.join(__dirname, "onlyLoopback.cjs")}"`,
    REACHED: reached,
    ...environment,
  };
  try {
    return await new Promise<Ended>((resolve) => {
      const child = execFile(
        process.execPath,
        args,
        { cwd, env, timeout: LONGEST },
        (error, stdout, stderr) => {
          const lines = existsSync(reached) ? readFileSync(reached, "utf8").split("\n") : [];
          resolve({
            code: error ? error.code : 0,
            said: `${stdout} ${stderr}`.replaceAll(/\s+/g, " "),
            reached: [...new Set(lines.filter((line) => line !== ""))],
          });
        },
      );
      child.stdin?.end();
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Runs a command of prism against the stand-in. */
const prism = (api: PrismaticApi, command: string[], cwd?: string): Promise<Ended> =>
  runNode(
    [PRISM, ...command],
    {
      PRISMATIC_URL: api.url,
      PRISM_ACCESS_TOKEN: api.token,
      // Without it prism starts a process that asks the package registry for a newer prism.
      PRISM_SKIP_NEW_VERSION_CHECK: "true",
    },
    cwd,
  );

/**
 * Publishes a built component with prism's own command, to the stand-in.
 * @param cwd a folder with the built component, or one above its `dist`; the project's where left out.
 */
export const publish = (api: PrismaticApi, flags: string[] = [], cwd?: string): Promise<Ended> =>
  prism(api, ["components:publish", "--no-confirm", ...flags], cwd);

/** Imports an integration's YAML with prism's own command, to the stand-in. */
export const importIntegration = (api: PrismaticApi, file: string): Promise<Ended> =>
  prism(api, ["integrations:import", "--path", file]);
