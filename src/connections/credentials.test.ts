import { inspect } from "node:util";
import { ConnectionError } from "@prismatic-io/spectral";
import { readCredentials } from "./credentials";

const connection = (fields: Record<string, unknown>) => ({
  key: "apiKey",
  configVarKey: "Segment",
  fields: { apiKey: "sgp_secret", subdomain: "acme", ...fields },
});

function refusal(fields: Record<string, unknown>): ConnectionError {
  try {
    readCredentials(connection(fields));
  } catch (error) {
    return error as ConnectionError;
  }
  throw new Error("the connection was accepted");
}

test("the token is trimmed", () => {
  expect(readCredentials(connection({ apiKey: "  sgp_secret\n" })).token).toBe("sgp_secret");
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

test.each([undefined, "", "My Workspace", "-acme", "acme/", "a b", "acme\n\u001b[31m"])(
  "the subdomain %p is refused: it must be a workspace slug",
  (subdomain) => {
    const got = subdomain ? JSON.stringify(subdomain) : "nothing";
    expect(refusal({ subdomain }).message).toBe(
      `Subdomain: expected the workspace slug, such as my-workspace, got ${got}.`,
    );
  },
);

test.each([
  "https://app.segment.com/acme",
  "http://app.segment.com/acme/",
  "app.segment.com/acme/sources?a=b",
  "https://eu1.app.segment.com/acme#x",
])("of the address %s the slug is named", (subdomain) => {
  expect(refusal({ subdomain }).message).toBe(
    "Subdomain: expected the workspace slug, such as my-workspace, got the address of a workspace: enter acme.",
  );
});

test.each(["acme", "acme-eu", "Acme_2", "bearer-bikes", "my-company-production-workspace-2024"])(
  "the subdomain %p is a workspace slug, and shown",
  (subdomain) => {
    const { workspace, connection: marked } = readCredentials(connection({ subdomain }));
    expect(workspace).toBe(subdomain);
    expect(marked.fields).toEqual({ subdomain });
  },
);

const NEW = "sgp_Zk3vQ9xT7mN2pR8sW4yB6cD1fG5hJ0kL";
const OLD = "qX7vN2mKp9sT4wYb6cRd1fGh5jZk0LaQe3uI8oPx";
const OLDER = "1b4f0e98-51f5-4a0b-9d8c-2c9a3f7e6d10";

/** Everything of an error that anyone gets to see. */
const shown = (error: ConnectionError): string =>
  [
    error.message,
    error.stack,
    String(error.cause),
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true }),
  ].join("\n");

test.each<[what: string, fields: Record<string, string>, message: string]>([
  [
    "the API key in both fields",
    { apiKey: NEW, subdomain: NEW },
    "Subdomain: expected the workspace slug, such as my-workspace, got the API key.",
  ],
  [
    "each in the other's field",
    { apiKey: "acme", subdomain: NEW },
    "Subdomain: expected the workspace slug, such as my-workspace, got what looks like an API key, and API Key what looks like a slug: exchange the two.",
  ],
  [
    "each in the other's field, of an older key",
    { apiKey: "acme", subdomain: OLD },
    "Subdomain: expected the workspace slug, such as my-workspace, got what looks like an API key, and API Key what looks like a slug: exchange the two.",
  ],
  [
    "another API key as the subdomain",
    { apiKey: OLD, subdomain: NEW },
    "Subdomain: expected the workspace slug, such as my-workspace, got what looks like an API key.",
  ],
  [
    "a subdomain after Bearer",
    { apiKey: NEW, subdomain: `Bearer ${NEW}` },
    "Subdomain: expected the workspace slug, such as my-workspace, got what looks like an API key.",
  ],
  [
    "an API key after Bearer",
    { apiKey: `Bearer ${NEW}`, subdomain: NEW },
    'API Key: expected a Public API token alone, got one after "Bearer": remove "Bearer".',
  ],
  [
    "an API key after a header's name",
    { apiKey: `authorization: bearer ${OLD}` },
    'API Key: expected a Public API token alone, got one after "Bearer": remove "Bearer".',
  ],
  [
    "no API key beside one as the subdomain",
    { apiKey: "", subdomain: OLD },
    "API Key: expected a Public API token, got nothing.",
  ],
  [
    "a URL as the API key",
    { apiKey: "https://app.segment.com/acme", subdomain: NEW },
    "API Key: expected a Public API token, got a URL.",
  ],
  [
    "an API key in an address",
    { apiKey: OLD, subdomain: `https://app.segment.com/${OLD}` },
    "Subdomain: expected the workspace slug, such as my-workspace, got something else.",
  ],
  [
    "part of the API key and more",
    { apiKey: "short-key", subdomain: "short-key!" },
    "Subdomain: expected the workspace slug, such as my-workspace, got something else.",
  ],
])("%s: the error says what to do, and no key is in any part of it", (_what, fields, message) => {
  const error = refusal(fields);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.message).toBe(message);
  for (const secret of [NEW, OLD, "short-key"]) expect(shown(error)).not.toContain(secret);
});

test.each([OLD, OLDER, "abcdefghijklmnopqrstuvwxyz", NEW.slice(4, 24)])(
  "a slug that may be an API key (%s) is accepted, and never shown",
  (subdomain) => {
    const { workspace, connection: marked } = readCredentials(
      connection({ apiKey: NEW, subdomain }),
    );
    expect(workspace).toBe("(not shown because it may be an API key)");
    expect(marked.fields).toEqual({});
  },
);

test("the connection in an error contains no secret", () => {
  expect(JSON.stringify(refusal({ subdomain: "a b" }))).not.toContain("sgp_secret");
});

test.each([undefined, null, "", "sgp_secret", {}])("%p is no connection", (value) => {
  expect(() => readCredentials(value)).toThrow(
    "Connection: expected a Segment connection, got none.",
  );
});
