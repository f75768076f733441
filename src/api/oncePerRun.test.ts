import { oncePerRun } from "./oncePerRun";

/** Returns 1, then 2, and so on, so that a repeated number was remembered. */
const counter = () => {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
};

test("a value is read once within a run", async () => {
  const read = counter();
  expect(await oncePerRun("a1")(["type", "x"], read)).toBe(1);
  expect(await oncePerRun("a1")(["type", "x"], read)).toBe(1);
});

test("each key is read separately", async () => {
  const read = counter();
  const once = oncePerRun("b1");
  expect(await once(["type", "x"], read)).toBe(1);
  expect(await once(["type", "y"], read)).toBe(2);
  expect(await once(["type,x"], read)).toBe(3);
  expect(await once(["type", "x"], read)).toBe(1);
});

test("another run reads again, and the earlier run is forgotten", async () => {
  const read = counter();
  expect(await oncePerRun("c1")(["x"], read)).toBe(1);
  expect(await oncePerRun("c2")(["x"], read)).toBe(2);
  expect(await oncePerRun("c1")(["x"], read)).toBe(3);
});

test.each([undefined, ""])("without a run, as %p, nothing is remembered", async (none) => {
  const read = counter();
  expect(await oncePerRun(none)(["x"], read)).toBe(1);
  expect(await oncePerRun(none)(["x"], read)).toBe(2);
});

test("undefined is remembered too", async () => {
  let count = 0;
  const read = async () => {
    count += 1;
  };
  await oncePerRun("d1")(["x"], read);
  expect(await oncePerRun("d1")(["x"], read)).toBeUndefined();
  expect(count).toBe(1);
});

test("a failed read is repeated", async () => {
  const once = oncePerRun("e1");
  const fail = async () => {
    throw new Error("no");
  };
  await expect(once(["x"], fail)).rejects.toThrow("no");
  expect(await once(["x"], counter())).toBe(1);
});

test("a value that one run reads while another begins is not used by the other", async () => {
  let respond = (_: string) => {};
  const late = new Promise<string>((resolve) => {
    respond = resolve;
  });
  const slow = oncePerRun("f1")(["x"], () => late);
  expect(await oncePerRun("f2")(["x"], async () => "second")).toBe("second");
  respond("first");
  expect(await slow).toBe("first");
  expect(await oncePerRun("f2")(["x"], async () => "third")).toBe("second");
});
