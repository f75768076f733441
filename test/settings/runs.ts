import { type Taken, useSteps } from "../steps/steps";

/** Destinations, sources and warehouses of the catalog with settings of every type. */
export const LANTERN = "65f1c0de8a3b4d2e9c7f1a05";
export const HARBOR = "hRbC7mQ2xK";
export const LAKE = "8Fq2RzYdWu";
/** The actions of Lantern. */
export const SYNC_CONTACT = "aLt7wQm3nVxYbR9cKdP2Sz";
export const TRACK_ORDER = "bLt4hZk8pWsXeT6vJgN1Qy";

/** A form for JSON Forms, as data. */
export interface Form {
  schema: { properties: Record<string, Record<string, unknown>>; required: string[] };
  uiSchema: { elements: object[] };
  data: Record<string, unknown>;
}

/** Steps of which each test is a run of its own, and with it what is read once a run. */
export function useRuns() {
  const steps = useSteps();
  let count = 0;
  const begin = () => {
    count += 1;
    steps.harness.executionId = `run ${count}`;
  };
  beforeEach(begin);
  return Object.assign(steps, {
    /** Ends the run and begins another. */
    begin,
    /** The settings in the last write of a step. */
    settingsOf: ({ writes }: Pick<Taken<unknown>, "writes">): unknown => {
      const body = writes.at(-1)?.body as { settings?: unknown; input?: { settings?: unknown } };
      return body?.settings ?? body?.input?.settings;
    },
    /** The result or the error of a data source that is not a picklist. */
    show: async <Result = Form>(dataSource: string, inputs: object = {}): Promise<Result> =>
      (await steps.harness.choices(dataSource, { ...inputs })) as Result,
    newSource: async (slug = "web"): Promise<string> =>
      (await steps.made("createSource", { slug, metadataId: "IqDTy1TpoU", enabled: true })).id,
  });
}

/** Rows of keys and values, as the designer gives them. */
export const rows = (values: Record<string, unknown>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

/** The number of reads of each path. */
export const readsIn = ({ requests }: Pick<Taken<unknown>, "requests">): string[] =>
  requests.filter(({ method }) => method === "GET").map(({ path }) => path);
