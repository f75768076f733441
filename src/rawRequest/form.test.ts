import { ExactNumber } from "../values/exactNumber";
import { type FormInputs, toForm } from "./form";

const labels = { fields: "Form Data", files: "File Data", fileNames: "File Data File Names" };
const form = (inputs: Partial<FormInputs>) =>
  toForm({ fields: [], files: [], fileNames: [], labels, ...inputs });
const pair = (key: string, value: unknown) => ({ key, value });
const namesOf = (data: FormData) =>
  [...data].map(([key, file]) => [key, (file as File).name] as const);

test("files with one key take their names in order, and a single name applies to all of them", () => {
  const files = [pair("a", "1"), pair("b", "2"), pair("a", "3"), pair("a", "4")];
  const names = (...fileNames: ReturnType<typeof pair>[]) => namesOf(form({ files, fileNames }));
  expect(names(pair("a", "x"), pair("b", "y"), pair("a", "z"))).toEqual([
    ["a", "x"],
    ["b", "y"],
    ["a", "z"],
    ["a", "a"],
  ]);
  expect(names(pair("a", "x"))).toEqual([
    ["a", "x"],
    ["b", "b"],
    ["a", "x"],
    ["a", "x"],
  ]);
  expect(names(pair("other", "x"), pair("b", 7))).toEqual([
    ["a", "a"],
    ["b", "7"],
    ["a", "a"],
    ["a", "a"],
  ]);
});

test("a file name that is a number keeps all its digits", () => {
  const fileNames = [pair("a", new ExactNumber("9007199254740993"))];
  expect(namesOf(form({ files: [pair("a", "x")], fileNames }))).toEqual([
    ["a", "9007199254740993"],
  ]);
});

test("a file is bytes with their type, text, or a value as JSON", async () => {
  const files = [
    pair("bytes", new DataView(new Uint8Array([1, 2]).buffer)),
    pair("typed", { data: Buffer.from([3]), contentType: "image/png" }),
    pair("text", "id,total"),
    pair("number", 42),
    pair("value", { a: [1] }),
  ];
  const got = [];
  for (const [key, file] of form({ files })) {
    const { type } = file as File;
    got.push([key, type, Buffer.from(await (file as File).arrayBuffer()).toString("latin1")]);
  }
  expect(got).toEqual([
    ["bytes", "application/octet-stream", "\u0001\u0002"],
    ["typed", "image/png", "\u0003"],
    ["text", "text/plain", "id,total"],
    ["number", "text/plain", "42"],
    ["value", "application/json", '{"a":[1]}'],
  ]);
});

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each<[string, Partial<FormInputs>, string]>([
  [
    "bytes in a field",
    { fields: [pair("a", Buffer.from("x"))] },
    "Form Data: expected text for a, got bytes, which go into File Data.",
  ],
  [
    "a circular field",
    { fields: [pair("a", circular)] },
    "Form Data: expected a value for a that can be written as JSON, got one that cannot.",
  ],
  [
    "a big integer within a file",
    { files: [pair("a", { n: 1n })] },
    "File Data: expected a value for a that can be written as JSON, got one that cannot.",
  ],
  [
    "a function",
    { files: [pair("a", () => 1)] },
    "File Data: expected text for a, got a function.",
  ],
  [
    "an object as a file name",
    { files: [pair("a", "x")], fileNames: [pair("a", {})] },
    "File Data File Names: expected a file name for a, got an object.",
  ],
])("%s is refused", (_, inputs, message) => {
  expect(() => form(inputs)).toThrow(message);
});
