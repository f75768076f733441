import { inspect } from "node:util";
import { isConnectionError } from "@prismatic-io/spectral";
import type { Lab, Told } from "./lab";
import type { Row } from "./uniform";

const POSTGRES = "55d3d3aea3c";

/** All that anyone gets to see of an action that failed, at any depth. */
function shown({ error }: Told, lab: Lab): string {
  return [
    error?.message,
    error?.stack,
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true }),
    inspect(lab.bench.logged, { depth: 20 }),
  ].join("\n");
}

/** Runs a raw request, which must fail by the input's name, and send nothing. */
async function expectRefusal(lab: Lab, inputs: object, message: RegExp) {
  const told = await lab.act("rawRequest", { method: "GET", url: "/sources", ...inputs }, {});
  expect({ inputs, message: told.error?.message ?? "" }).toEqual({
    inputs,
    message: expect.stringMatching(message),
  });
  expect(told).toMatchObject({ begun: 0, arrived: [] });
}

/** What no error, log or request may carry, and no input bring about. */
export const secrets: Row[] = [
  {
    row: 52,
    title: "a server that repeats token, passwords and keys finds none of them in errors or logs",
    test: async (lab) => {
      const { token } = lab.bench.simulator.us;
      const password = "correct horse/battery+staple";
      const forms = [token, password].flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64"),
        Buffer.from(secret).toString("base64url"),
        Buffer.from(secret).toString("hex"),
      ]);
      const settings = { host: "db", password, writeKey: "wk_123456" };
      for (const status of [200, 302, 400, 401, 403, 422, 429, 500, 503]) {
        lab.bench.logged.length = 0;
        const echo = ({ headers, body }: { headers: object; body?: unknown }) => ({
          status,
          headers: {
            "x-request-id": token,
            "content-type": token,
            location: `https://evil.example/${token}`,
          },
          body: {
            errors: [
              {
                type: token,
                message: `${JSON.stringify(headers)} ${forms.join(" ")}`,
                field: token,
              },
              { message: `${JSON.stringify(body)} Basic ${btoa(`key:${token}`)}` },
            ],
          },
        });
        const told = await lab.act(
          "createWarehouse",
          { metadataId: POSTGRES, settings, settingsAsTheyAre: true },
          { before: () => lab.bench.simulator.intercept(echo) },
        );
        expect(told.error).toMatchObject({ method: "POST", path: "/warehouses" });
        const seen = shown(told, lab);
        for (const secret of [...forms, "wk_123456", btoa(token).slice(4, -4)]) {
          expect(seen).not.toContain(secret);
        }
        expect(isConnectionError(told.error)).toBe(status === 401 || status === 403);
      }
      const raw = {
        method: "POST",
        url: "/sources?api_key=url-secret",
        data: { pin: { secret: 12345678 } },
        headers: [{ key: "X-Api-Key", value: "header-secret" }],
        queryParams: [{ key: "token", value: "query-secret" }],
      };
      const repeated = { errors: [{ message: "header-secret query-secret url-secret 12345678" }] };
      const told = await lab.act("rawRequest", raw, {
        requests: [{ status: 422, body: repeated }],
      });
      const inPath = { method: "GET", url: `/sources/${token}` };
      const refused = await lab.act("rawRequest", inPath, { requests: [{ status: 404 }] });
      expect(refused.error?.path).toBe("/sources/[secret]");
      expect(shown(refused, lab)).not.toContain(token);
      expect(told.error?.message).toBe("Raw Request: 422 [secret] [secret] [secret] [secret]");
    },
  },
  {
    row: 53,
    title: "cookies are dropped, and of a megabyte of error only the first reasons are kept",
    test: async (lab) => {
      const headers = { "Set-Cookie": "session=c00kie; Path=/" };
      const long = { errors: Array.from({ length: 2000 }, () => ({ message: "x".repeat(500) })) };
      const told = await lab.attempt("POST", { requests: [{ status: 422, headers, body: long }] });
      expect(told.error?.errors).toHaveLength(10);
      expect(JSON.stringify(told.error).length).toBeLessThan(20_000);
      expect(shown(told, lab)).not.toContain("c00kie");
      const next = await lab.attempt("GET", { requests: [{ status: 500, headers }] });
      expect(next.arrived).toHaveLength(2);
      expect(next.arrived[1]?.headers).not.toHaveProperty("cookie");
    },
  },
  {
    row: 54,
    title: "a path that could lead elsewhere sends no request anywhere",
    test: async (lab) => {
      const host = "evil.example";
      const paths = [
        `https://${host}/`,
        `//${host}/`,
        `/\\${host}`,
        `\\\\${host}`,
        `/@${host}`.slice(1),
        "sources",
        "/a/../b",
        "/a/./b",
        "/%2e%2e/b",
        "/a/%2E./b",
        "/a%2fb",
        "/a%5Cb",
        "/a%00b",
        "/a b",
        "/a\r\nHost: evil.example",
        "/a#b",
        "/é",
        "javascript:alert(1)",
      ];
      for (const url of paths) await expectRefusal(lab, { url }, /^URL: expected a path/);
    },
  },
  {
    row: 55,
    title: "an id is one segment of the path, or refused",
    test: async (lab) => {
      const refused = [
        "..",
        ".",
        "",
        " ",
        "a\nb",
        " a",
        "a\u0000b",
        "\ud800",
        42,
        { id: 1 },
        ["a"],
      ];
      for (const sourceId of refused) {
        const told = await lab.act("getSource", { sourceId }, {});
        expect(told.error?.message).toMatch(/^Source ID: expected/);
        expect(told.begun).toBe(0);
      }
      for (const sourceId of ["a/b", "a?b", "a#b", "%2e%2e", "a%2fb", "é", "a b", "../.."]) {
        const { arrived } = await lab.act("getSource", { sourceId }, {});
        const [, first, second, ...more] = arrived[0]?.path.split("/") ?? [];
        expect([first, decodeURIComponent(second ?? ""), more]).toEqual(["sources", sourceId, []]);
      }
    },
  },
  {
    row: 56,
    title: "a token that could not be sent unchanged is refused and not quoted",
    test: async (lab) => {
      const tokens = ["a b", "a\r\nHost: evil", "schlüssel", "a\u0000b", "\u200bkey", ""];
      for (const apiKey of tokens) {
        const connectionInput = lab.bench.connection(lab.bench.simulator.us, { apiKey });
        const told = await lab.act("listSources", { connectionInput }, {});
        expect(told.error?.message).toMatch(/^API Key: expected a Public API token, got /);
        expect(told.begun).toBe(0);
        if (apiKey) expect(shown(told, lab)).not.toContain(apiKey);
      }
    },
  },
  {
    row: 57,
    title: "headers that say where a request goes, as whom and where it ends are refused",
    test: async (lab) => {
      const denied = [
        "Host",
        "authorization",
        "Cookie",
        "Content-Length",
        "transfer-encoding",
        "Connection",
        "TE",
        "Upgrade",
        "Proxy-Authorization",
        " Authorization ",
      ];
      for (const key of denied) {
        await expectRefusal(lab, { headers: [{ key, value: "x" }] }, /^Header: expected headers/);
      }
      for (const value of ["a\r\nHost: evil", "a\nb", "a\u0000b"]) {
        const headers = [{ key: "X-One", value }];
        await expectRefusal(lab, { headers }, /^Header: expected one line of text for X-One/);
      }
      const headers = [{ key: "X One", value: "a" }];
      await expectRefusal(lab, { headers }, /^Header: expected names of headers/);
    },
  },
  {
    row: 58,
    title: "names that reach into prototypes are refused, and nothing is polluted",
    test: async (lab) => {
      const asPairs = [{ key: "__proto__", value: "polluted" }];
      const asText = '{"a": {"__proto__": {"polluted": true}}}';
      for (const [settings, place] of [
        [asPairs, "Settings"],
        [asText, "Settings.a"],
      ]) {
        const told = await lab.act("updateSource", { sourceId: "s", settings }, {});
        expect(told.error?.message).toBe(`${place}: expected no key named __proto__, got one.`);
        expect(told.begun).toBe(0);
      }
      for (const key of ["__proto__", "constructor", "prototype"]) {
        const answer = { status: 200, body: `{"data": {"${key}": {"polluted": true}}}` };
        await lab.attempt("GET", { requests: [answer] });
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  },
  {
    row: 59,
    title: "a time limit that is none is an error of its input",
    test: async (lab) => {
      for (const timeout of ["-1", -1, "NaN", Number.NaN, "1e12", 1e12, "abc", 0, 1.5, true, {}]) {
        await expectRefusal(lab, { timeout }, /^Timeout: expected a whole number from 1 to 180000/);
      }
    },
  },
];
