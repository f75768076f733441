import { quietLogger } from "./quietLogger";

/** A logger that is a class whose methods need `this`, as those of the platform do. */
class Recorder {
  readonly lines: string[] = [];
  debug(text: string): void {
    this.lines.push(`debug ${text}`);
  }
  info(text: string): void {
    this.lines.push(`info ${text}`);
  }
}

/** Logs at both levels, and waits until every promise of the logger is settled. */
async function logTo(logger: unknown): Promise<unknown[]> {
  const unhandled: unknown[] = [];
  const record = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", record);
  const { debug, info } = quietLogger(logger);
  const returned = [debug("one"), info("two")];
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", record);
  expect(unhandled).toEqual([]);
  return returned;
}

test("a line goes to its own level of the platform's logger", async () => {
  const recorder = new Recorder();
  expect(await logTo(recorder)).toEqual([undefined, undefined]);
  expect(recorder.lines).toEqual(["debug one", "info two"]);
});

test.each<[string, unknown]>([
  ["is missing", undefined],
  ["is null", null],
  ["lacks the levels", {}],
  ["has levels that are not functions", { debug: true, info: "yes" }],
])("a logger that %s changes nothing", async (_, logger) => {
  expect(await logTo(logger)).toEqual([undefined, undefined]);
});

test("a logger that throws changes nothing, and still gets the next line", async () => {
  const fail = jest.fn(() => {
    throw new Error("no disk");
  });
  expect(await logTo({ debug: fail, info: fail })).toEqual([undefined, undefined]);
  expect(fail.mock.calls).toEqual([["one"], ["two"]]);
});

test("a logger that rejects leaves no rejection without a handler", async () => {
  const fail = jest.fn(() => Promise.reject(new Error("no network")));
  expect(await logTo({ debug: fail, info: fail })).toEqual([undefined, undefined]);
  expect(fail).toHaveBeenCalledTimes(2);
});
