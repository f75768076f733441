import { Worker } from "node:worker_threads";

const CHECK_MS = 1000;

/**
 * Ends this process soon after the one that started it, also while a step blocks its main thread. The
 * thread is written as text, because it must not load a compiler.
 */
export function endWithParent(): void {
  const thread = `
    const { ppid: parent } = process;
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
    }, ${CHECK_MS});
  `;
  new Worker(thread, { eval: true, execArgv: [] }).unref();
}
