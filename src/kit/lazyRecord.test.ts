import { lazyRecord } from "./lazyRecord";

test("a value is made when it is first read, and only once", () => {
  const make = jest.fn((key: string, value: number) => ({ made: `${key}${value}` }));
  const made = lazyRecord({ a: 1, b: 2 }, make);
  expect(Object.keys(made)).toEqual(["a", "b"]);
  expect(make).not.toHaveBeenCalled();
  expect(made.b).toEqual({ made: "b2" });
  expect(made.b).toBe(made.b);
  expect(make).toHaveBeenCalledTimes(1);
});

test("it can be spread, serialized and changed like any object", () => {
  const made = lazyRecord({ a: 1, b: 2 }, (_key, value) => value * 10);
  made.b = 7;
  expect({ ...made }).toEqual({ a: 10, b: 7 });
  expect(JSON.stringify(made)).toBe('{"a":10,"b":7}');
  made.a = 5;
  delete made.b;
  expect(made).toEqual({ a: 5 });
});

test("a value that could not be made is made again on the next read", () => {
  const makes = [
    () => {
      throw new Error("not yet");
    },
    () => "made",
  ];
  const made = lazyRecord({ a: 0 }, () => makes.shift()?.());
  expect(() => made.a).toThrow("not yet");
  expect(made.a).toBe("made");
});

test("a key may have the name of an inherited property", () => {
  const from = JSON.parse('{"toString": 1, "constructor": 2}');
  expect(Object.values(lazyRecord(from, (key) => key))).toEqual(["toString", "constructor"]);
});
