import { ConnectionError } from "@prismatic-io/spectral";
import { credentialsOf } from "./credentials";

const connection = (fields: Record<string, unknown>) => ({
  key: "apiKey",
  configVarKey: "Segment",
  fields: { apiKey: "sgp_secret", subdomain: "acme", ...fields },
});

function refusal(fields: Record<string, unknown>): ConnectionError {
  try {
    credentialsOf(connection(fields));
  } catch (error) {
    return error as ConnectionError;
  }
  throw new Error("the connection was accepted");
}

test("the token is trimmed", () => {
  expect(credentialsOf(connection({ apiKey: "  sgp_secret\n" })).token).toBe("sgp_secret");
});

test.each([undefined, "", "   ", "two words", "line\r\nHost: evil.example", "schlüssel", 42])(
  "the API key %p is refused without being quoted, and marks the connection",
  (apiKey) => {
    const error = refusal({ apiKey });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(/^API Key: expected a Public API token, got /);
    expect(error.message).not.toMatch(/two|evil|schlüssel|42/);
  },
);

test.each([undefined, "", "My Workspace", "app.segment.com/acme", "-acme", "acme/", "a b"])(
  "the subdomain %p is refused: it must be a workspace slug",
  (subdomain) => {
    expect(refusal({ subdomain }).message).toMatch(/^Subdomain: expected the workspace slug/);
  },
);

test.each(["acme", "acme-eu", "Acme_2"])("the subdomain %p is a workspace slug", (subdomain) => {
  expect(credentialsOf(connection({ subdomain })).workspace).toBe(subdomain);
});

test("an API key in the place of the subdomain is refused, and is in no part of the error", () => {
  const error = refusal({ subdomain: "sgp_secret" });
  expect(error.message).toBe(
    "Subdomain: expected the workspace slug, such as my-workspace, got the API key.",
  );
  expect(JSON.stringify({ ...error })).not.toContain("sgp_secret");
});

test("what an error carries of the connection has no secret in it", () => {
  expect(JSON.stringify(refusal({ subdomain: "a b" }))).not.toContain("sgp_secret");
});

test.each([undefined, null, "", "sgp_secret", {}])("%p is no connection", (value) => {
  expect(() => credentialsOf(value)).toThrow(
    "Connection: expected a Segment connection, got none.",
  );
});
