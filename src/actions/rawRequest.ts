import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import { createClient } from "../client";
import { type ReadBody, readBinary, readPlainEnvelope, readText } from "../http/answer";
import { LIMITS } from "../http/limits";
import { checkRawHeaders } from "../http/rawHeaders";
import { checkRawPath } from "../http/rawPath";
import { rawPolicy } from "../http/retry";
import {
  asJson,
  asPairs,
  asRecord,
  inputError,
  isBlank,
  isRecord,
  type Pair,
} from "../inputs/clean";
import { connection } from "../inputs/connection";
import { checked, choice, required, text, toggle, wholeNumber } from "../inputs/fields";
import { HOSTS, region } from "../inputs/region";
import { writtenForm } from "../values/exactNumber";
import { toJson } from "../values/json";
import { ownValue } from "../values/record";
import { withoutMark } from "../values/text";

const label = "Raw Request";
const MOST_RETRIES = 100;

/** How each response type is read. */
const READERS: Record<string, ReadBody<unknown>> = {
  json: readPlainEnvelope,
  text: readText,
  document: readText,
  arraybuffer: readBinary,
};

type PairsOptions = { label: string; comments: string; placeholder?: string; example?: string };

const pairs = (options: PairsOptions) => ({
  type: "string" as const,
  collection: "keyvaluelist" as const,
  ...checked(options, asPairs, "keys and values"),
});

const url = required(
  text({
    label: "URL",
    comments:
      "The path only, such as /sources; the address of Segment's Public API is added. Other hosts are never reached.",
    placeholder: "/sources",
    example: "/sources",
  }),
);

const method = required(
  choice(
    { label: "Method", comments: "The HTTP method to use." },
    {
      GET: "GET",
      POST: "POST",
      PUT: "PUT",
      PATCH: "PATCH",
      DELETE: "DELETE",
      HEAD: "HEAD",
      OPTIONS: "OPTIONS",
    },
  ),
);

const data = {
  type: "string" as const,
  ...checked(
    {
      label: "Data",
      comments: "The body to send: JSON as text or as a value from an earlier step.",
      example: '{"slug": "ios-app", "enabled": true, "metadataId": "UBrsG9RVzw"}',
    },
    (raw) => raw,
    "a body",
  ),
};

const formData = pairs({
  label: "Form Data",
  comments: "The fields of a multipart form to send.",
  example: "name: orders",
});

const fileData = pairs({
  label: "File Data",
  comments: "The files of a multipart form to send: text, or binary data from an earlier step.",
  example: "orders.csv: id,total",
});

const fileDataFileNames = {
  type: "string" as const,
  collection: "keyvaluelist" as const,
  ...checked(
    {
      label: "File Data File Names",
      comments: "The file names to give the files, by the keys used above.",
      example: "orders.csv: orders-2026.csv",
    },
    asRecord,
    "keys and values",
  ),
};

const queryParams = pairs({
  label: "Query Parameter",
  comments: "The query parameters to send; they are added to those in the URL.",
  example: "pagination[count]: 50",
});

const headers = pairs({
  label: "Header",
  comments:
    "The headers to send besides the component's own. Authorization, Host and others that decide where a request goes or where it ends are refused.",
  example: "Accept: application/vnd.segment.v1beta+json",
});

const responseType = required(
  choice(
    {
      label: "Response Type",
      comments: "The type of data to expect in the response.",
      default: "json",
    },
    { json: "JSON", text: "Text", arraybuffer: "Binary", document: "Document" },
  ),
);

const timeout = wholeNumber(
  {
    label: "Timeout",
    comments: `The longest time to wait for one response, in milliseconds, up to ${LIMITS.actionMs}; ${LIMITS.attemptMs} when left empty.`,
    example: "2000",
  },
  1,
  LIMITS.actionMs,
);

const debugRequest = toggle({
  label: "Debug Request",
  comments:
    "When true, method, path, status and time of every attempt are logged; never headers, values or bodies.",
});

const maxRetries = wholeNumber(
  {
    label: "Max Retry Count",
    comments: `The most times to send the request again, from 0 to ${MOST_RETRIES}.`,
    default: "0",
    example: "3",
  },
  0,
  MOST_RETRIES,
);

const retryDelayMS = wholeNumber(
  {
    label: "Retry Delay (ms)",
    comments:
      "The time between retries, in milliseconds. Where Segment asks for a longer wait, that is kept.",
    default: "0",
    example: "1000",
  },
  0,
  LIMITS.longestWaitMs,
);

const useExponentialBackoff = toggle({
  label: "Use Exponential Backoff",
  comments:
    "When true, the delay doubles with every retry, beginning with Retry Delay or, where that is 0, with half a second.",
});

const retryAllErrors = toggle({
  label: "Retry On All Errors",
  comments:
    "When true, every failure is retried, even where Segment may already have carried the request out: a POST can then create twice.",
});

const inputs = {
  connection,
  region,
  url,
  method,
  data,
  formData,
  fileData,
  fileDataFileNames,
  queryParams,
  headers,
  responseType,
  timeout,
  debugRequest,
  maxRetries,
  retryDelayMS,
  useExponentialBackoff,
  retryAllErrors,
};

/** What earlier steps and the platform give as a file: bytes with or without their type, text or JSON. */
function toBlob(value: unknown): Blob {
  const { data: bytes = value, contentType: type } =
    isRecord(value) && value.data instanceof Uint8Array ? value : {};
  if (bytes instanceof Uint8Array) {
    return new Blob([new Uint8Array(bytes)], { type: String(type ?? "application/octet-stream") });
  }
  const text = writtenForm(value);
  return text === undefined
    ? new Blob([toJson(value)], { type: "application/json" })
    : new Blob([text], { type: "text/plain" });
}

/** The multipart form of the form and file inputs. */
function toForm(fields: Pair[], files: Pair[], fileNames: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const { key, value } of fields) {
    form.append(key, writtenForm(value) ?? toJson(value));
  }
  for (const { key, value } of files) {
    form.append(key, toBlob(value), String(ownValue(fileNames, key) ?? key));
  }
  return form;
}

/** Data as it goes out: JSON, unless the builder named another content type. */
function toBody(value: unknown, contentType: string | undefined): unknown {
  if (isBlank(value)) return undefined;
  if (Buffer.isBuffer(value)) return value;
  const isJson = contentType === undefined || /[/+]json\b/i.test(contentType);
  if (isJson || typeof value !== "string") asJson(value, data.label);
  if (typeof value !== "string") return toJson(value);
  return isJson ? withoutMark(value) : value;
}

function headerOf(all: Record<string, string>, wanted: string): string | undefined {
  return Object.entries(all).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** Any request to the Public API: the way to what has no action of its own. */
export const rawRequest = action({
  display: { label, description: "Send any request to Segment's Public API." },
  performSafety: "notAllowed",
  inputs,
  perform: async (context, params) => {
    const origin = `https://${HOSTS[params.region]}`;
    const path = checkRawPath(params.url, url.label, origin);
    const given = checkRawHeaders(params.headers ?? [], headers.label);
    const isForm = params.formData !== undefined || params.fileData !== undefined;
    const contentType = headerOf(given, "content-type");
    if (isForm && !isBlank(params.data)) {
      throw inputError(data.label, "nothing beside Form Data or File Data", "a body");
    }
    const body = isForm
      ? toForm(params.formData ?? [], params.fileData ?? [], params.fileDataFileNames ?? {})
      : toBody(params.data, contentType);
    const client = createClient({
      connection: params.connection,
      region: params.region,
      label,
      logger: context.logger,
      debug: params.debugRequest || context.debug.enabled,
    });
    const answer = await client.call(
      {
        method: params.method,
        path,
        template: path.split("?")[0] ?? path,
        query: new URLSearchParams(
          (params.queryParams ?? []).map(({ key, value }): [string, string] => [
            key,
            String(value),
          ]),
        ),
        body,
        mediaType: isForm || contentType !== undefined ? undefined : "application/json",
      },
      {
        read:
          params.method === "HEAD"
            ? () => null
            : (READERS[params.responseType] ?? readPlainEnvelope),
        gone: null,
        headers: given,
        attemptMs: params.timeout,
        policy: rawPolicy({
          retries: params.maxRetries ?? 0,
          delayMs: params.retryDelayMS ?? 0,
          exponential: params.useExponentialBackoff,
          allErrors: params.retryAllErrors,
        }),
      },
    );
    // The platform needs the type of bytes; for text and JSON it would only get in the way.
    return params.responseType === "arraybuffer" ? answer : { data: answer.data };
  },
}) as unknown as ActionDefinition<Inputs>;
