import { answers } from "./answers";
import { bodies } from "./bodies";
import { connections } from "./connections";
import { type Lab, openLab } from "./lab";
import { lists } from "./lists";
import { rateLimits } from "./rateLimits";
import { secrets } from "./secrets";
import { time } from "./time";

const rows = [
  ...rateLimits,
  ...answers,
  ...connections,
  ...bodies,
  ...time,
  ...lists,
  ...secrets,
].sort((a, b) => a.row - b.row);
let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.bench.close());

test.each(rows.map(({ row, title, test: run }) => [row, title, run] as const))(
  "row %i: %s",
  async (_row, _title, run) => {
    expect.hasAssertions();
    await run(lab);
  },
  30_000,
);

test("the matrix has its 60 rows, each once", () => {
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
});
