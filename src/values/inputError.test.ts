import { describeValue, inputError } from "./inputError";

test("quoted text is shortened, and text that may be a secret is described by its length", () => {
  const long = "x".repeat(61);
  expect(describeValue(long)).toBe(`text "${"x".repeat(60)}…"`);
  expect(describeValue(long, false)).toBe("text of 61 characters");
});

test("an error is one line without control characters", () => {
  const error = inputError("One\n\u001b[31mTwo", "a\u2028b", "\u202ec");
  expect(error.message).toBe("One Two: expected a b, got c.");
});
