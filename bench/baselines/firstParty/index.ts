import {
  action,
  type Connection,
  component,
  connection,
  input,
  pollingTrigger,
  util,
} from "@prismatic-io/spectral";
import axios, { type AxiosInstance } from "axios";

/** The events in a request. Segment takes 500 kB. */
const BATCH = 100;
const PAGE = 200;

const apiKey = connection({
  key: "apiKey",
  display: { label: "API Key", description: "Connect with an API key." },
  inputs: { apiKey: { label: "API Key", type: "password", required: true } },
});

const connectionInput = input({ label: "Connection", type: "connection", required: true });
const text = (label: string) =>
  input({ label, type: "string", required: true, clean: util.types.toString });

/** Makes the client of one step. */
const clientOf = ({ fields }: Connection): AxiosInstance =>
  axios.create({
    baseURL: "https://api.segmentapis.com",
    headers: { Authorization: `Bearer ${fields.apiKey}` },
  });

/** Reads all pages of a list. */
async function readPages(
  http: AxiosInstance,
  path: string,
  list: string,
  query = {},
): Promise<unknown[]> {
  const entries: unknown[] = [];
  let cursor: string | undefined;
  do {
    const params = { ...query, pagination: { count: PAGE, cursor } };
    const { data } = (await http.get(path, { params })).data;
    entries.push(...data[list]);
    cursor = data.pagination.next;
  } while (cursor);
  return entries;
}

const getSource = action({
  display: { label: "Get Source", description: "Get a source by its ID." },
  inputs: { connectionInput, sourceId: text("Source ID") },
  perform: async (_context, { connectionInput, sourceId }) => ({
    data: (await clientOf(connectionInput).get(`/sources/${sourceId}`)).data,
  }),
});

const createSource = action({
  display: { label: "Create Source", description: "Create a source." },
  inputs: {
    connectionInput,
    slug: text("Slug"),
    metadataId: text("Metadata ID"),
  },
  perform: async (_context, { connectionInput, slug, metadataId }) => {
    const body = { slug, metadataId, enabled: true };
    return { data: (await clientOf(connectionInput).post("/sources", body)).data };
  },
});

const listSources = action({
  display: { label: "List Sources", description: "List all sources." },
  inputs: { connectionInput },
  perform: async (_context, { connectionInput }) => {
    const sources = await readPages(clientOf(connectionInput), "/sources", "sources");
    return { data: { data: { sources } } };
  },
});

const sendEvents = action({
  display: { label: "Send Events", description: "Send events." },
  inputs: {
    connectionInput,
    writeKey: text("Write Key"),
    events: input({ label: "Events", type: "data", required: true }),
  },
  perform: async (_context, { writeKey, events }) => {
    const http = axios.create({
      baseURL: "https://api.segment.io/v1",
      auth: { username: writeKey, password: "" },
    });
    const list = events as unknown[];
    for (let at = 0; at < list.length; at += BATCH) {
      await http.post("/batch", { batch: list.slice(at, at + BATCH) });
    }
    return { data: { data: { accepted: list.length } } };
  },
});

const newAuditEvents = pollingTrigger({
  display: { label: "New Audit Events", description: "Start for changes in the workspace." },
  inputs: { connectionInput, lookBackDate: text("Look-back Date") },
  perform: async (context, payload, { connectionInput, lookBackDate }) => {
    const now = new Date().toISOString();
    const { since = lookBackDate } = context.polling.getState();
    const query = { startTime: since, endTime: now };
    const events = await readPages(clientOf(connectionInput), "/audit-events", "events", query);
    context.polling.setState({ since: now });
    return {
      payload: { ...payload, body: { data: events, contentType: "application/json" } },
      polledNoChanges: events.length === 0,
    };
  },
});

/**
 * A component as it is usually written: each step makes an axios client and sends its requests. It checks
 * nothing and retries nothing.
 */
export default component({
  key: "first-party",
  public: false,
  display: { label: "First-party", description: "Calls Segment.", iconPath: "icon.png" },
  connections: [apiKey],
  actions: { getSource, createSource, listSources, sendEvents },
  triggers: { newAuditEvents },
});
