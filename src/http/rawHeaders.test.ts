import { checkRawHeaders } from "./rawHeaders";

const check = (key: string, value: unknown = "x") => checkRawHeaders([{ key, value }], "Header");

test("headers of one line pass", () => {
  expect(check("Accept", "text/csv")).toEqual({ Accept: "text/csv" });
  expect(check("X-Count", 3)).toEqual({ "X-Count": "3" });
});

test.each([
  "Host",
  "authorization",
  "Cookie",
  "Content-Length",
  "transfer-encoding",
  "Connection",
  "TE",
  "Upgrade",
  "Proxy-Authorization",
  "proxy-connection",
])("%s is the component's to set", (name) => {
  expect(() => check(name)).toThrow(
    `Header: expected headers the component does not set itself, got ${name}.`,
  );
});

test.each(["X-A\r\nHost", "X A", "", "X:A", "X-Ä"])("%p is no name of a header", (name) => {
  expect(() => check(name)).toThrow(/^Header: expected names of headers/);
});

test.each(["a\r\nHost: evil.example", "a\nb", "a\u0000b", { a: 1 }])(
  "%p is refused as a value and not quoted",
  (value) => {
    expect(() => check("X-A", value)).toThrow(
      "Header: expected one line of text for X-A, got something else.",
    );
  },
);
