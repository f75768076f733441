import { asBoolean, asChoice } from "./choiceCleaners";

test("a boolean is true or false, as a value or as text of any case", () => {
  expect(asBoolean(true, "Enabled")).toBe(true);
  expect(asBoolean(" FALSE ", "Enabled")).toBe(false);
  for (const raw of [0, 1, "0", "yes", {}, []]) {
    expect(() => asBoolean(raw, "Enabled")).toThrow(/^Enabled: expected true or false, got /);
  }
});

test("a choice is one of its names, exactly, without outer spaces", () => {
  const asGranularity = asChoice(["DAY", "HOUR"]);
  expect(asGranularity("DAY", "Granularity")).toBe("DAY");
  expect(asGranularity(" DAY ", "Granularity")).toBe("DAY");
  expect(() => asGranularity("day", "Granularity")).toThrow(
    'Granularity: expected one of DAY, HOUR, got text "day".',
  );
});
