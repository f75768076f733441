import { oncePerRun } from "./oncePerRun";

/** Answers 1, then 2, and so on: what is remembered is answered again. */
const counter = () => {
  let count = 0;
  return async () => {
    count += 1;
    return count;
  };
};

test("what was read is answered again within a run", async () => {
  const read = counter();
  expect(await oncePerRun("a1")(["type", "x"], read)).toBe(1);
  expect(await oncePerRun("a1")(["type", "x"], read)).toBe(1);
});

test("each key is read for itself", async () => {
  const read = counter();
  const once = oncePerRun("b1");
  expect(await once(["type", "x"], read)).toBe(1);
  expect(await once(["type", "y"], read)).toBe(2);
  expect(await once(["type,x"], read)).toBe(3);
  expect(await once(["type", "x"], read)).toBe(1);
});

test("another run reads again, and forgets the one before", async () => {
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

test("nothing is an answer too", async () => {
  let count = 0;
  const read = async () => {
    count += 1;
  };
  await oncePerRun("d1")(["x"], read);
  expect(await oncePerRun("d1")(["x"], read)).toBeUndefined();
  expect(count).toBe(1);
});

test("what fails is read again", async () => {
  const once = oncePerRun("e1");
  const fail = async () => {
    throw new Error("no");
  };
  await expect(once(["x"], fail)).rejects.toThrow("no");
  expect(await once(["x"], counter())).toBe(1);
});

test("what one run reads while another begins is not taken for the other's", async () => {
  let answer = (_: string) => {};
  const late = new Promise<string>((resolve) => {
    answer = resolve;
  });
  const slow = oncePerRun("f1")(["x"], () => late);
  expect(await oncePerRun("f2")(["x"], async () => "second")).toBe("second");
  answer("first");
  expect(await slow).toBe("first");
  expect(await oncePerRun("f2")(["x"], async () => "third")).toBe("second");
});
