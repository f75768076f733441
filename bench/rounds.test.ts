import { runRounds } from "./rounds";

const variants = ["a", "b", "c"].map((name) => ({ name }));

test("every second round runs backwards, one process at a time", async () => {
  const order: string[] = [];
  let running = 0;
  await runRounds(variants, 3, async ({ name }) => {
    running += 1;
    expect(running).toBe(1);
    await Promise.resolve();
    order.push(name);
    running -= 1;
    return {};
  });
  expect(order.join("")).toBe("abccbaabc");
});

test("the samples of a variant are kept in the order of the rounds", async () => {
  let count = 0;
  const samples = await runRounds(variants, 2, async () => ({ at: count++ }));
  expect(samples).toEqual({
    a: [{ at: 0 }, { at: 5 }],
    b: [{ at: 1 }, { at: 4 }],
    c: [{ at: 2 }, { at: 3 }],
  });
});
