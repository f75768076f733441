/** A response ready to be written. */
export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** A response that a test sends in place of the simulator's own. */
export interface ScriptedResponse {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, text and bytes unchanged. */
  body?: string | Buffer | object;
}

/** Serializes a scripted response. */
export function toRawResponse({ status, headers = {}, body = "" }: ScriptedResponse): RawResponse {
  const raw = typeof body === "string" || Buffer.isBuffer(body);
  const own: Record<string, string> = raw ? {} : { "content-type": "application/json" };
  return { status, headers: { ...own, ...headers }, body: raw ? body : JSON.stringify(body) };
}
