import { Worker } from "node:worker_threads";

const CHECK_MS = 1000;

/**
 * Ends this process soon after the one that started it, also while a step blocks its main thread. The
 * thread is written as text, because it must not load a compiler. The parent is read here: it may have
 * ended by the time the thread starts.
 */
export function endWithParent(): void {
  const thread = `
    setInterval(() => {
      if (process.ppid !== ${process.ppid}) process.kill(process.pid, "SIGKILL");
    }, ${CHECK_MS});
  `;
  new Worker(thread, { eval: true, execArgv: [] }).unref();
}
