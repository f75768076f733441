import { spawnSync } from "node:child_process";
import { findBrowser, NO_BROWSER, onPath } from "./find";

/** Runs apt-get without questions or output. @throws an error with its last lines if it fails. */
function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, stderr, error } = spawnSync("apt-get", ["-qq", ...args], {
    env,
    encoding: "utf8",
  });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split("\n").at(-1);
  throw new Error(`${NO_BROWSER} (apt-get ${args[0]} failed: ${reason})`);
}

/**
 * Installs Debian's Chromium.
 * @throws an error of one sentence if this process may not install packages.
 */
function ensureBrowser(): void {
  if (findBrowser()) return;
  const mayInstall = process.getuid?.() === 0 && onPath("apt-get") && !process.env.CHROMIUM;
  if (!mayInstall) throw new Error(NO_BROWSER);
  aptGet("update");
  // Without a font every letter of a screenshot is the same box.
  aptGet("install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation");
  if (!findBrowser()) throw new Error(NO_BROWSER);
}

try {
  ensureBrowser();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
