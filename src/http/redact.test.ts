import fc from "fast-check";
import { redactor, secretsInBody } from "./redact";

test("a secret is hidden as it is, in base64 and URL-encoded, wherever it stands", () => {
  const secret = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => text.trim() === text);
  fc.assert(
    fc.property(fc.string(), secret, fc.string(), (before, token, after) => {
      const hide = redactor([token]);
      for (const form of [
        token,
        Buffer.from(token).toString("base64"),
        Buffer.from(token).toString("base64url"),
        encodeURIComponent(token),
      ]) {
        expect(hide(`${before} ${form} ${after}`).replaceAll("[secret]", "")).not.toContain(form);
      }
    }),
  );
});

test("what is not a secret stays", () => {
  expect(redactor(["sgp_token"])("slug is already taken")).toBe("slug is already taken");
});

test("texts too short to be secrets do not garble a message", () => {
  expect(redactor(["a", "web"])("a web source")).toBe("a web source");
});

test("secrets of a body are what stands under a name that speaks of one, at any depth", () => {
  const body = {
    name: "Analytics",
    bypassCache: "always",
    settings: { host: "db", password: "hunter2", nested: [{ apiKey: "k-123", region: "eu" }] },
    writeKeys: ["wk-1"],
    credentials: { user: "u-1" },
  };
  expect(secretsInBody(body)).toEqual(["hunter2", "k-123", "wk-1", "u-1"]);
  expect(secretsInBody(JSON.stringify(body))).toEqual(["hunter2", "k-123", "wk-1", "u-1"]);
  expect(secretsInBody("not JSON")).toEqual([]);
  expect(secretsInBody(undefined)).toEqual([]);
  expect(secretsInBody(Buffer.from("password"))).toEqual([]);
});
