import fc from "fast-check";
import { bytesIn } from "./bytes";

const bytes = Buffer.from([0, 255, 10, 13, 128]);
const padded = Buffer.concat([Buffer.from("ab"), bytes, Buffer.from("c")]);

test.each<[string, unknown]>([
  ["a Buffer", bytes],
  ["a part of a Buffer", padded.subarray(2, 7)],
  ["a Uint8Array", new Uint8Array(bytes)],
  ["an ArrayBuffer", new Uint8Array(bytes).buffer],
  ["a DataView", new DataView(new Uint8Array(padded).buffer, 2, 5)],
  ["a Buffer that went through JSON", JSON.parse(JSON.stringify(bytes))],
])("%s is read as its bytes, alone or with a type", (_, value) => {
  expect(bytesIn(value)).toEqual({ bytes });
  expect(bytesIn({ data: value })).toEqual({ bytes });
  expect(bytesIn({ data: value, contentType: "image/png" })).toEqual({
    bytes,
    contentType: "image/png",
  });
});

test.each([null, "", 7, "image/png\r\nX-Other: 1", " ", "ü"])(
  "a content type of %p is ignored",
  (contentType) => {
    expect(bytesIn({ data: bytes, contentType })).toEqual({ bytes });
  },
);

test.each([
  undefined,
  null,
  "aGVsbG8=",
  7,
  [1, 2, 3],
  {},
  { data: "aGVsbG8=", contentType: "image/png" },
  { data: [1, 2] },
  { type: "Buffer", data: [1, 256] },
  { type: "Buffer", data: [1.5] },
  { type: "Buffer", data: ["1"] },
  { type: "buffer", data: [1] },
])("%j is not bytes", (value) => {
  expect(bytesIn(value)).toBeUndefined();
});

test("all bytes survive a round trip through JSON", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (array) => {
      const through = JSON.parse(JSON.stringify(Buffer.from(array)));
      expect(bytesIn(through)?.bytes).toEqual(Buffer.from(array));
    }),
  );
});
