import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const WATCHDOG = JSON.stringify(path.join(__dirname, "watchdog"));

/** Kills its parent before any thread can start, and never gives its main thread back. */
const ORPHAN = `
  require(${WATCHDOG}).endWithParent();
  process.kill(process.ppid, "SIGKILL");
  for (;;);
`;

const PARENT = `
  const args = ["--require", "tsx/cjs", "--eval", ${JSON.stringify(ORPHAN)}];
  require("node:child_process").spawn(process.execPath, args, { stdio: "inherit" });
`;

test("a process whose parent ends while its main thread is blocked ends too, however early that is", async () => {
  const parent = spawn(process.execPath, ["--eval", PARENT]);
  let complaints = "";
  parent.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  // The output that both processes share closes with the last of them.
  const [, signal] = await once(parent, "close");
  expect({ signal, complaints }).toEqual({ signal: "SIGKILL", complaints: "" });
});
