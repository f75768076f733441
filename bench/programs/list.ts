import { HEADERS, ORIGIN } from "../client/callers";
import { loadBundle, stepsOf } from "../client/component";
import { peakOf } from "../client/memory";
import { measureOn, type Task } from "../client/run";
import { setPace } from "../place";
import { PAGE, SOURCES } from "../responses";
import { quantile } from "../stats";

/** The ways to read a complete list. */
export type Lister = "action" | "picklist" | "axios";

interface ListTask extends Task {
  lister: Lister;
  bundle: string;
  /** Milliseconds that the server waits before each page. */
  delayMs: number;
  warmUp: number;
  lists: number;
}

interface Page {
  data: { sources: unknown[]; pagination: { next?: string } };
}

/** A plain axios loop over the pages. */
async function axiosLister(): Promise<() => Promise<unknown[]>> {
  const { default: axios } = await import("axios");
  return async () => {
    const sources: unknown[] = [];
    let cursor: string | undefined;
    do {
      const params = { pagination: { count: PAGE, cursor } };
      const response = await axios.get<Page>(`${ORIGIN}/sources`, { headers: HEADERS, params });
      const { data } = response.data;
      sources.push(...data.sources);
      cursor = data.pagination.next;
    } while (cursor);
    return sources;
  };
}

async function listerOf(name: Lister, bundle: string): Promise<() => Promise<unknown[]>> {
  if (name === "axios") return axiosLister();
  const { action, dataSource } = stepsOf(loadBundle(bundle));
  if (name === "picklist") return async () => (await dataSource("sources", {})) as unknown[];
  return async () => ((await action("listSources", { fetchAll: "true" })) as Page).data.sources;
}

// Reads the complete list: the first time for its memory, then for its time.
measureOn<ListTask>(async ({ place, lister, bundle, delayMs, warmUp, lists }) => {
  const list = await listerOf(lister, bundle);
  const whole = async () => {
    const { length } = await list();
    if (length !== SOURCES) throw new Error(`expected ${SOURCES} sources, got ${length}`);
  };
  const peakMiB = await peakOf(whole);
  for (let index = 0; index < warmUp; index += 1) await whole();
  await setPace(place, { delayMs });
  const tookMs: number[] = [];
  for (let index = 0; index < lists; index += 1) {
    const began = performance.now();
    await whole();
    tookMs.push(performance.now() - began);
  }
  return { listMs: quantile(tookMs, 0.5), peakMiB };
});
