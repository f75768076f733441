import { lazyRecord } from "./lazyRecord";

test("nothing is made before it is read, and what was made is made once", () => {
  const make = jest.fn((key: string, value: number) => ({ made: `${key}${value}` }));
  const made = lazyRecord({ a: 1, b: 2 }, make);
  expect(Object.keys(made)).toEqual(["a", "b"]);
  expect(make).not.toHaveBeenCalled();
  expect(made.b).toEqual({ made: "b2" });
  expect(made.b).toBe(made.b);
  expect(make).toHaveBeenCalledTimes(1);
});

test("it spreads, serialises and can be changed like any object", () => {
  const made = lazyRecord({ a: 1, b: 2 }, (_key, value) => value * 10);
  made.b = 7;
  expect({ ...made }).toEqual({ a: 10, b: 7 });
  expect(JSON.stringify(made)).toBe('{"a":10,"b":7}');
  made.a = 5;
  delete made.b;
  expect(made).toEqual({ a: 5 });
});

test("what could not be made is tried again", () => {
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

test("a step called like what every object inherits is a step", () => {
  const from = JSON.parse('{"toString": 1, "constructor": 2}');
  expect(Object.values(lazyRecord(from, (key) => key))).toEqual(["toString", "constructor"]);
});
