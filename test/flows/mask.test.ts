import fc from "fast-check";
import { maskerOf } from "../../flows/runner/mask";

/** Every place where a secret stands, overlapping ones as one. */
function covered(text: string, secrets: readonly string[]): string {
  let shown = "";
  let end = 0;
  for (const [at, character] of [...text].entries()) {
    const found = secrets.filter((secret) => text.startsWith(secret, at));
    if (found.length > 0 && at >= end) shown += "[secret]";
    for (const { length } of found) end = Math.max(end, at + length);
    if (at >= end) shown += character;
  }
  return shown;
}

test("hides every place where a secret stands, and nothing else, however they overlap", () => {
  const piece = fc.stringMatching(/^[ab]{4,6}$/);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), fc.array(piece), (secrets, pieces) => {
      const text = pieces.join("a");
      expect(maskerOf(secrets)(text)).toBe(covered(text, secrets));
    }),
    { seed: 6, numRuns: 300 },
  );
});

test("hides a secret as it is, in JSON, in URLs and in base64", () => {
  const secret = 'a "made-up" secret/1';
  const hide = maskerOf([secret]);
  for (const form of [secret, JSON.stringify(secret), encodeURIComponent(secret), btoa(secret)]) {
    expect(hide(`<${form}>`)).toContain("[secret]");
    expect(hide(`<${form}>`)).not.toContain("made-up");
  }
  expect(hide("nothing of it")).toBe("nothing of it");
});

test("texts shorter than four characters are no secrets", () => {
  expect(maskerOf(["abc", ""])("abcabc")).toBe("abcabc");
});
