import { fault, type SabotageName } from "../../simulator";
import { memoryInUse } from "../support/memory";
import { type ActionResult, METHODS, type Script } from "./faultRunner";
import {
  AMBIGUOUS,
  beforeAndAfter,
  expectReaction,
  once,
  REFUSED,
  type Row,
  reactionRow,
  UNCERTAIN,
} from "./reactions";

/** The most that the buffers of one response of any size may take, in bytes: its cap, and what is not yet freed. */
const MEMORY = 4 * 50 * 1024 * 1024;

/** A body that is cut, broken or not what it claims to be. */
const broken = (row: number, title: string, ...names: SabotageName[]): Row =>
  reactionRow(row, title, beforeAndAfter(...names), AMBIGUOUS, ({ commits, error, arrived }) => {
    if (error) expect(commits).toBe(arrived[0]?.committed ? 1 : 0);
  });

/** Responses whose head or body is broken, too large, empty or odd. */
export const bodies: Row[] = [
  reactionRow(
    31,
    "a body that drips without end is cut off after 30 s",
    beforeAndAfter("dripped body"),
    AMBIGUOUS,
    ({ ms }) => expect(ms).toBeGreaterThanOrEqual(30_000),
  ),
  reactionRow(
    32,
    "a body that stops in the middle ends after 30 s",
    beforeAndAfter("stalled body"),
    AMBIGUOUS,
    ({ ms }) => expect(ms).toBeGreaterThanOrEqual(30_000),
  ),
  broken(
    33,
    "a body shorter than its Content-Length is no response",
    "short body, then closed",
    "short body, then reset",
  ),
  broken(
    34,
    "chunks that are wrong or never end are no response",
    "bad chunk",
    "unterminated chunks",
  ),
  broken(35, "a body cut where its connection closes is no response", "body cut at the close"),
  broken(36, "a body cut to an empty list is no response", "cut to an empty list"),
  broken(
    37,
    "a head that is garbage, too long or has two lengths is no response",
    "garbage status line",
    "40 KB header",
    "two lengths",
  ),
  broken(
    38,
    "a success without an object with data in it is no success",
    "malformed JSON",
    "HTML page",
    "JSON null",
    "JSON list",
    "no data",
    "empty body",
  ),
  {
    row: 39,
    title: "204 and 205 are successes without data",
    test: async (runner) => {
      for (const status of [204, 205]) {
        for (const method of METHODS) {
          const result = await runner.attempt(method, { requests: [{ status }] });
          expect(result).toMatchObject({ begun: 1, data: null });
        }
      }
    },
  },
  {
    row: 40,
    title:
      "a body that cannot be unpacked as a whole is no response, in whatever form it is asked for",
    test: async (runner) => {
      await broken(40, "", "bad gzip", "cut gzip").test(runner);
      for (const responseType of ["json", "text", "arraybuffer"]) {
        const raw = { method: "GET", url: "/sources", responseType };
        const result = await runner.act("rawRequest", raw, once(fault("cut gzip", "after")));
        expect(result.error?.message).toBe("Raw Request: 200 the response cannot be decompressed");
      }
    },
  },
  {
    row: 41,
    title: "a response over 50 MiB, packed or not, is cut off and not requested again",
    test: async (runner) => {
      let before = 0;
      const measured = (name: SabotageName): Script => ({
        ...once(fault(name, "after")),
        before: () => {
          before = memoryInUse().arrayBuffers;
        },
      });
      const isCutOff = ({ error }: ActionResult) => {
        expect(error?.message).toContain("the response is larger than 50 MiB");
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MEMORY);
      };
      await reactionRow(41, "", measured("gzip bomb"), UNCERTAIN, isCutOff).test(runner);
      // One that reads, and one that changes. The others differ only in the reaction, which the bomb shows.
      for (const method of ["GET", "POST"] as const) {
        const result = await runner.attempt(method, measured("oversize body"));
        expectReaction(runner, method, UNCERTAIN, result);
        isCutOff(result);
      }
    },
  },
  {
    row: 42,
    title: "a byte order mark and an odd content type do not keep JSON from being read",
    test: async (runner) => {
      for (const name of ["byte order mark", "odd content type"] as const) {
        for (const method of METHODS) {
          const result = await runner.attempt(method, once(fault(name, "after")));
          expect(result).toMatchObject({ begun: 1, data: { data: expect.any(Object) } });
          expect(runner.isDone(method)).toBe(true);
        }
      }
    },
  },
  reactionRow(
    43,
    "a redirect is never followed, whatever it points at",
    [300, 301, 302, 303, 304, 307, 308].map((status) => ({
      requests: [{ status, headers: { Location: "https://eu1.api.segmentapis.com/sources" } }],
    })),
    REFUSED,
    ({ error, arrived }, method) => {
      const said = error?.status === 304 ? "304 Not Modified" : "redirects are never followed";
      expect(error?.message).toContain(said);
      expect(arrived.map((request) => [request.region, request.method])).toEqual([["us", method]]);
    },
  ),
];
