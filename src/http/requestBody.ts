import { toJson } from "../values/json";
import type { SegmentRequest } from "./request";
import { isForm } from "./secretsIn";

/** The body of a request as it is sent, and the headers that describe it. */
interface EncodedBody {
  /** Undefined for a request without a body. */
  data?: string | Buffer;
  /** Headers for axios; false keeps axios from adding one of its own. */
  headers: { "Content-Type"?: string | false };
}

/** JSON from this length on is encoded before it is sent. */
const LARGE = 64 * 1024;

/** Encodes large JSON: Node joins text with its head, and encodes it after that, three copies at once. */
const encode = (json: string): string | Buffer => (json.length > LARGE ? Buffer.from(json) : json);

/** Encodes the body of a request: a form as multipart, text and bytes as they are, other values as JSON. */
export async function encodeBody({ body, mediaType }: SegmentRequest): Promise<EncodedBody> {
  // Without a body, axios would name the type of a form.
  if (body === undefined) return { headers: { "Content-Type": false } };
  if (isForm(body)) {
    const form = new Response(body);
    const contentType = form.headers.get("content-type") ?? undefined;
    return {
      data: Buffer.from(await form.arrayBuffer()),
      headers: { "Content-Type": contentType },
    };
  }
  return {
    data: typeof body === "string" || Buffer.isBuffer(body) ? body : encode(toJson(body)),
    headers: mediaType ? { "Content-Type": mediaType } : {},
  };
}
