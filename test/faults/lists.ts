import { fault, type RecordedRequest } from "../../simulator";
import type { Lab } from "./lab";
import type { Row } from "./uniform";

const FAILED = { status: 500 };

/** Lists sources over pages of two, each fault in its turn among the requests. */
async function list(lab: Lab, sources: number, script: Parameters<Lab["act"]>[2]) {
  const all = Array.from({ length: sources }, (_, index) => ({ id: `s${index}` }));
  const page = ({ query }: RecordedRequest) => {
    const from = Number(new URLSearchParams(query).get("pagination[cursor]") ?? 0);
    const next = from + 2 < all.length ? String(from + 2) : null;
    const pagination = { current: String(from), next };
    return { status: 200, body: { data: { sources: all.slice(from, from + 2), pagination } } };
  };
  const told = await lab.act(
    "listSources",
    { fetchAll: true },
    {
      ...script,
      before: () => lab.bench.simulator.intercept(page),
    },
  );
  const ids = (told.data?.data?.sources as { id: string }[] | undefined)?.map(({ id }) => id);
  return { ...told, ids, expected: all.map(({ id }) => id) };
}

/** Lists over several pages. */
export const lists: Row[] = [
  {
    row: 48,
    title: "a page that cannot be had fails the list: no part of it is answered",
    test: async (lab) => {
      const failing = await list(lab, 6, { requests: [undefined, FAILED, FAILED, FAILED, FAILED] });
      expect(failing).toMatchObject({ data: undefined, begun: 5, error: { attempts: 4 } });
      const refused = await list(lab, 6, { requests: [undefined, { status: 403 }] });
      expect(refused).toMatchObject({ data: undefined, begun: 2, error: { status: 403 } });
      const bare = { status: 200, body: { data: { pagination: { next: null } } } };
      const empty = await list(lab, 6, { requests: [undefined, bare, bare, bare, bare] });
      expect(empty.error?.message).toContain("a page without its list of sources");
    },
  },
  {
    row: 49,
    title: "a page that is late is asked for again, and every entry comes once and in order",
    test: async (lab) => {
      for (const third of [
        { status: 429, headers: { "Retry-After": "3" } },
        fault("connection reset", "after"),
        fault("body cut at the close", "before"),
        fault("JSON null", "before"),
      ]) {
        const told = await list(lab, 9, { requests: [undefined, undefined, third] });
        expect(told.begun).toBe(6);
        expect(told.ids).toEqual(told.expected);
      }
      const tenLate = Array.from({ length: 20 }, (_, index) => (index % 2 ? undefined : FAILED));
      const ten = await list(lab, 20, { requests: tenLate });
      expect(ten.ids).toEqual(ten.expected);
      const eleven = await list(lab, 22, { requests: [...tenLate, FAILED] });
      expect(eleven).toMatchObject({ data: undefined, error: { status: 500 } });
    },
  },
  {
    row: 50,
    title: "pages that lead in a circle are an error, not an endless list",
    test: async (lab) => {
      const circle = (next: string) => ({
        status: 200,
        body: { data: { sources: [{ id: next }], pagination: { current: "a", next } } },
      });
      const script = { requests: ["b", "c", "b", "b", "b", "b"].map(circle) };
      const told = await lab.act("listSources", { fetchAll: true }, script);
      expect(told).toMatchObject({ data: undefined, begun: 6 });
      expect(told.error?.message).toContain("names a page as the next one that was read before");
    },
  },
];
