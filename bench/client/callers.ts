import https from "node:https";
import { sourceAt } from "../responses";
import { loadBundle, stepsOf, TOKEN } from "./component";

/** The clients that make the same requests. */
export type CallerName =
  | "component"
  | "axios"
  | "axios, closing"
  | "https"
  | "https, closing"
  | "sdk";

/** Reads and creates a source. Both return the source's ID. */
export interface Caller {
  read(): Promise<string>;
  create(): Promise<string>;
}

interface Envelope {
  data: { source: { id: string } };
}

/** The origin of all requests. */
export const ORIGIN = "https://api.segmentapis.com";
/** The headers of all requests. */
export const HEADERS = { Authorization: `Bearer ${TOKEN}` };

const { id: SOURCE_ID } = sourceAt(0);
const READ = `${ORIGIN}/sources/${SOURCE_ID}`;
const CREATE = `${ORIGIN}/sources`;
const NEW = { slug: "ios-app", enabled: true, metadataId: "iUjMyEkJrq" };

function componentCaller(bundle: string): Caller {
  const steps = stepsOf(loadBundle(bundle));
  const idOf = async (key: string, inputs: object) => {
    const { data } = (await steps.action(key, inputs)) as Envelope;
    return data.source.id;
  };
  return {
    read: () => idOf("getSource", { sourceId: SOURCE_ID }),
    create: () => idOf("createSource", NEW),
  };
}

/** Axios with its defaults, or with the given agent. */
async function axiosCaller(httpsAgent?: https.Agent): Promise<Caller> {
  const { default: axios } = await import("axios");
  const options = { headers: HEADERS, ...(httpsAgent && { httpsAgent }) };
  return {
    read: async () => (await axios.get<Envelope>(READ, options)).data.data.source.id,
    create: async () => (await axios.post<Envelope>(CREATE, NEW, options)).data.data.source.id,
  };
}

/** The minimum for Node: `node:https` and JSON, with one kept connection or a new one for each request. */
function httpsCaller(keepAlive: boolean): Caller {
  const agent = new https.Agent({ keepAlive });
  const send = (method: string, url: string, body?: string) =>
    new Promise<string>((resolve, reject) => {
      const type = body === undefined ? {} : { "Content-Type": "application/json" };
      const options = { method, agent, headers: { ...HEADERS, ...type } };
      const request = https.request(url, options, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.once("error", reject);
        response.once("end", () => {
          const { data }: Envelope = JSON.parse(Buffer.concat(parts).toString());
          resolve(data.source.id);
        });
      });
      request.once("error", reject);
      request.end(body);
    });
  return {
    read: () => send("GET", READ),
    create: () => send("POST", CREATE, JSON.stringify(NEW)),
  };
}

/** Segment's official TypeScript SDK, set up as in its README. */
async function sdkCaller(): Promise<Caller> {
  const { configureApis, unwrap } = await import("@segment/public-api-sdk-typescript");
  const { sources } = configureApis(TOKEN);
  const idOf = ({ source }: { source: object }) => (source as { id: string }).id;
  return {
    read: async () => idOf(await unwrap(sources.getSource(SOURCE_ID))),
    create: async () => idOf(await unwrap(sources.createSource(NEW))),
  };
}

/**
 * Creates a caller.
 * @param bundle the component's file; the other callers ignore it.
 */
export async function callerOf(name: CallerName, bundle: string): Promise<Caller> {
  switch (name) {
    case "component":
      return componentCaller(bundle);
    case "axios":
      return axiosCaller();
    case "axios, closing":
      return axiosCaller(new https.Agent({ keepAlive: false }));
    case "https":
      return httpsCaller(true);
    case "https, closing":
      return httpsCaller(false);
    case "sdk":
      return sdkCaller();
  }
}

/** Throws if a caller received another source: its figures would be meaningless. */
export function checkId(id: string): void {
  if (id !== SOURCE_ID) throw new Error(`expected source ${SOURCE_ID}, got ${id}`);
}
