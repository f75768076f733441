import { asId } from "./idCleaners";
import { asList } from "./listCleaners";
import { asRecord } from "./pairCleaners";
import { asEntry, asText } from "./textCleaners";

test("JSON with a byte order mark is read like any other", () => {
  expect(asRecord('\ufeff{"ssl": true}', "Settings")).toEqual({ ssl: true });
  expect(asList(asText)('\ufeff["track"]', "Event Type")).toEqual(["track"]);
});

test("lists leave out blanks and the 000xxx of older flows, and keep the other IDs", () => {
  expect(asList(asId)(["000xxx", "abc", ""], "User IDs")).toEqual(["abc"]);
  expect(asList(asId)(["000xxx"], "User IDs")).toBeUndefined();
});

test("a list accepts one text, or the JSON text of a list", () => {
  expect(asList(asText)("track", "Event Type")).toEqual(["track"]);
  expect(asList(asText)('["track", "page"]', "Event Type")).toEqual(["track", "page"]);
});

test("a list names the row it refuses", () => {
  expect(() => asList(asId)(["a", ".."], "User IDs")).toThrow(/^User IDs\[1\]: expected an id/);
  expect(() => asList(asId)(["000xxx", ".."], "User IDs")).toThrow(/^User IDs\[1\]:/);
});

test("a list of who stays refuses blank rows, and a list of who is deleted refuses missing values", () => {
  const staying = asList(asEntry, "none");
  const going = asList(asEntry, "text");
  for (const blank of ["", " ", null, undefined]) {
    expect(() => staying(["a", blank], "Emails")).toThrow("Emails[1]: expected text, got nothing.");
    expect(staying([blank], "Emails")).toBeUndefined();
  }
  expect(going(["a", "", " "], "User IDs")).toEqual(["a"]);
  for (const missing of [null, undefined]) {
    expect(() => going([missing, "a"], "User IDs")).toThrow(
      "User IDs[0]: expected text, got nothing.",
    );
  }
  // A hole is a missing value too.
  // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
  expect(() => going(["a", , "b"], "User IDs")).toThrow("User IDs[1]: expected text");
});
