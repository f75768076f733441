import { fault, type RecordedRequest } from "../../simulator";
import type { FaultRunner } from "./faultRunner";
import type { Row } from "./reactions";

const FAILED = { status: 500 };

/** Lists sources over pages of two, each fault in its turn among the requests. */
async function list(
  runner: FaultRunner,
  sources: number,
  script: Parameters<FaultRunner["act"]>[2],
) {
  const all = Array.from({ length: sources }, (_, index) => ({ id: `s${index}` }));
  const page = ({ query }: RecordedRequest) => {
    const from = Number(new URLSearchParams(query).get("pagination[cursor]") ?? 0);
    const next = from + 2 < all.length ? String(from + 2) : null;
    const pagination = { current: String(from), next };
    return { status: 200, body: { data: { sources: all.slice(from, from + 2), pagination } } };
  };
  const result = await runner.act(
    "listSources",
    { fetchAll: true },
    {
      ...script,
      before: () => runner.harness.simulator.intercept(page),
    },
  );
  const ids = (result.data?.data?.sources as { id: string }[] | undefined)?.map(({ id }) => id);
  return { ...result, ids, expected: all.map(({ id }) => id) };
}

/** Lists over several pages. */
export const lists: Row[] = [
  {
    row: 48,
    title: "an unreadable page fails the list: no part of it is returned",
    test: async (runner) => {
      const failing = await list(runner, 6, {
        requests: [undefined, FAILED, FAILED, FAILED, FAILED],
      });
      expect(failing).toMatchObject({ data: undefined, begun: 5, error: { attempts: 4 } });
      const refused = await list(runner, 6, { requests: [undefined, { status: 403 }] });
      expect(refused).toMatchObject({ data: undefined, begun: 2, error: { status: 403 } });
      const bare = { status: 200, body: { data: { pagination: { next: null } } } };
      const empty = await list(runner, 6, { requests: [undefined, bare, bare, bare, bare] });
      expect(empty.error?.message).toContain("the response has no list of sources");
    },
  },
  {
    row: 49,
    title: "a page that is late is asked for again, and every entry comes once and in order",
    test: async (runner) => {
      for (const third of [
        { status: 429, headers: { "Retry-After": "3" } },
        fault("connection reset", "after"),
        fault("body cut at the close", "before"),
        fault("JSON null", "before"),
      ]) {
        const result = await list(runner, 9, { requests: [undefined, undefined, third] });
        expect(result.begun).toBe(6);
        expect(result.ids).toEqual(result.expected);
      }
      const tenLate = Array.from({ length: 20 }, (_, index) => (index % 2 ? undefined : FAILED));
      const ten = await list(runner, 20, { requests: tenLate });
      expect(ten.ids).toEqual(ten.expected);
      const eleven = await list(runner, 22, { requests: [...tenLate, FAILED] });
      expect(eleven).toMatchObject({ data: undefined, error: { status: 500 } });
    },
  },
  {
    row: 50,
    title: "pages that lead in a circle are an error, not an endless list",
    test: async (runner) => {
      const circle = (next: string) => ({
        status: 200,
        body: { data: { sources: [{ id: next }], pagination: { current: "a", next } } },
      });
      const script = { requests: ["b", "c", "b", "b", "b", "b"].map(circle) };
      const result = await runner.act("listSources", { fetchAll: true }, script);
      expect(result).toMatchObject({ data: undefined, begun: 6 });
      expect(result.error?.message).toContain("the next page of the response was already read");
    },
  },
];
