import https from "node:https";
import { sourceAt } from "../answers";
import { loadBundle, stepsOf, TOKEN } from "./component";

/** The ways to ask Segment for the same thing. */
export type CallerName = "component" | "axios" | "axios, closing" | "https" | "sdk";

/** Reads a source, and creates one; each answers the source's id. */
export interface Caller {
  read(): Promise<string>;
  create(): Promise<string>;
}

interface Envelope {
  data: { source: { id: string } };
}

/** Where everybody asks. */
export const ORIGIN = "https://api.segmentapis.com";
/** What everybody shows. */
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

/** Axios as it comes, or with a connection for each request. */
async function axiosCaller(httpsAgent?: https.Agent): Promise<Caller> {
  const { default: axios } = await import("axios");
  const options = { headers: HEADERS, ...(httpsAgent && { httpsAgent }) };
  return {
    read: async () => (await axios.get<Envelope>(READ, options)).data.data.source.id,
    create: async () => (await axios.post<Envelope>(CREATE, NEW, options)).data.data.source.id,
  };
}

/** As little as Node takes: one connection that is kept, and JSON. */
function httpsCaller(): Caller {
  const agent = new https.Agent({ keepAlive: true });
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

/** Segment's own library for TypeScript, set up as its README does. */
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
 * @param bundle the component's file; only the component needs it.
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
      return httpsCaller();
    case "sdk":
      return sdkCaller();
  }
}

/** Whether a caller got what it asked for; else what it measures means nothing. */
export function checkId(id: string): void {
  if (id !== SOURCE_ID) throw new Error(`expected source ${SOURCE_ID}, got ${id}`);
}
