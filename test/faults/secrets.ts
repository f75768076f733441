import { inspect } from "node:util";
import { isConnectionError } from "@prismatic-io/spectral";
import type { ActionResult, FaultRunner } from "./faultRunner";
import type { Row } from "./reactions";

const POSTGRES = "55d3d3aea3c";

/** All that anyone gets to see of an action that failed, at any depth. */
function shown({ error }: ActionResult, runner: FaultRunner): string {
  return [
    error?.message,
    error?.stack,
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true }),
    inspect(runner.harness.logged, { depth: 20 }),
  ].join("\n");
}

/** Runs a raw request, which must fail by the input's name, and send nothing. */
async function expectRefusal(runner: FaultRunner, inputs: object, message: RegExp) {
  const result = await runner.act("rawRequest", { method: "GET", url: "/sources", ...inputs }, {});
  expect({ inputs, message: result.error?.message ?? "" }).toEqual({
    inputs,
    message: expect.stringMatching(message),
  });
  expect(result).toMatchObject({ begun: 0, arrived: [] });
}

/** Secrets must not appear in errors, logs or requests, and inputs must not cause side effects. */
export const secrets: Row[] = [
  {
    row: 52,
    title: "a server that repeats token, passwords and keys finds none of them in errors or logs",
    test: async (runner) => {
      const { token } = runner.harness.simulator.us;
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
        runner.harness.logged.length = 0;
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
        const result = await runner.act(
          "createWarehouse",
          { metadataId: POSTGRES, settings, settingsAsTheyAre: true },
          { before: () => runner.harness.simulator.intercept(echo) },
        );
        expect(result.error).toMatchObject({ method: "POST", path: "/warehouses" });
        const seen = shown(result, runner);
        for (const secret of [...forms, "wk_123456", btoa(token).slice(4, -4)]) {
          expect(seen).not.toContain(secret);
        }
        expect(isConnectionError(result.error)).toBe(status === 401 || status === 403);
      }
      const raw = {
        method: "POST",
        url: "/sources?api_key=url-secret",
        data: { pin: { secret: 12345678 } },
        headers: [{ key: "X-Api-Key", value: "header-secret" }],
        queryParams: [{ key: "token", value: "query-secret" }],
      };
      const repeated = { errors: [{ message: "header-secret query-secret url-secret 12345678" }] };
      const result = await runner.act("rawRequest", raw, {
        requests: [{ status: 422, body: repeated }],
      });
      const inPath = { method: "GET", url: `/sources/${token}` };
      const refused = await runner.act("rawRequest", inPath, { requests: [{ status: 404 }] });
      expect(refused.error?.path).toBe("/sources/[secret]");
      expect(shown(refused, runner)).not.toContain(token);
      expect(result.error?.message).toBe("Raw Request: 422 [secret] [secret] [secret] [secret]");
    },
  },
  {
    row: 53,
    title: "cookies are dropped, and of a megabyte of error only the first reasons are kept",
    test: async (runner) => {
      const headers = { "Set-Cookie": "session=c00kie; Path=/" };
      const long = { errors: Array.from({ length: 2000 }, () => ({ message: "x".repeat(500) })) };
      const result = await runner.attempt("POST", {
        requests: [{ status: 422, headers, body: long }],
      });
      expect(result.error?.errors).toHaveLength(10);
      expect(JSON.stringify(result.error).length).toBeLessThan(20_000);
      expect(shown(result, runner)).not.toContain("c00kie");
      const next = await runner.attempt("GET", { requests: [{ status: 500, headers }] });
      expect(next.arrived).toHaveLength(2);
      expect(next.arrived[1]?.headers).not.toHaveProperty("cookie");
    },
  },
  {
    row: 54,
    title: "a path that could lead elsewhere sends no request anywhere",
    test: async (runner) => {
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
      for (const url of paths) await expectRefusal(runner, { url }, /^URL: expected a path/);
    },
  },
  {
    row: 55,
    title: "an id is one segment of the path, or refused",
    test: async (runner) => {
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
        const result = await runner.act("getSource", { sourceId }, {});
        expect(result.error?.message).toMatch(/^Source ID: expected/);
        expect(result.begun).toBe(0);
      }
      for (const sourceId of ["a/b", "a?b", "a#b", "%2e%2e", "a%2fb", "é", "a b", "../.."]) {
        const { arrived } = await runner.act("getSource", { sourceId }, {});
        const [, first, second, ...more] = arrived[0]?.path.split("/") ?? [];
        expect([first, decodeURIComponent(second ?? ""), more]).toEqual(["sources", sourceId, []]);
      }
    },
  },
  {
    row: 56,
    title: "a token that could not be sent unchanged is refused and not quoted",
    test: async (runner) => {
      const tokens = ["a b", "a\r\nHost: evil", "schlüssel", "a\u0000b", "\u200bkey", ""];
      for (const apiKey of tokens) {
        const connectionInput = runner.harness.connection(runner.harness.simulator.us, { apiKey });
        const result = await runner.act("listSources", { connectionInput }, {});
        expect(result.error?.message).toMatch(/^API Key: expected a Public API token, got /);
        expect(result.begun).toBe(0);
        if (apiKey) expect(shown(result, runner)).not.toContain(apiKey);
      }
    },
  },
  {
    row: 57,
    title: "headers that say where a request goes, as whom and where it ends are refused",
    test: async (runner) => {
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
        await expectRefusal(
          runner,
          { headers: [{ key, value: "x" }] },
          /^Header: expected headers/,
        );
      }
      for (const value of ["a\r\nHost: evil", "a\nb", "a\u0000b"]) {
        const headers = [{ key: "X-One", value }];
        await expectRefusal(runner, { headers }, /^Header: expected one line of text for X-One/);
      }
      const headers = [{ key: "X One", value: "a" }];
      await expectRefusal(runner, { headers }, /^Header: expected names of headers/);
    },
  },
  {
    row: 58,
    title: "names that reach into prototypes are refused, and nothing is polluted",
    test: async (runner) => {
      const asPairs = [{ key: "__proto__", value: "polluted" }];
      const asText = '{"a": {"__proto__": {"polluted": true}}}';
      for (const [settings, place] of [
        [asPairs, "Settings"],
        [asText, "Settings.a"],
      ]) {
        const result = await runner.act("updateSource", { sourceId: "s", settings }, {});
        expect(result.error?.message).toBe(`${place}: expected no key named __proto__, got one.`);
        expect(result.begun).toBe(0);
      }
      for (const key of ["__proto__", "constructor", "prototype"]) {
        const response = { status: 200, body: `{"data": {"${key}": {"polluted": true}}}` };
        await runner.attempt("GET", { requests: [response] });
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  },
  {
    row: 59,
    title: "a time limit that is none is an error of its input",
    test: async (runner) => {
      for (const timeout of ["-1", -1, "NaN", Number.NaN, "1e12", 1e12, "abc", 0, 1.5, true, {}]) {
        await expectRefusal(
          runner,
          { timeout },
          /^Timeout: expected a whole number from 1 to 180000/,
        );
      }
    },
  },
];
