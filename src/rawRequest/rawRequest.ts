import {
  type ActionDefinition,
  type ActionInputParameters,
  action,
  type Inputs,
} from "@prismatic-io/spectral";
import { type PlatformContext, withOwnErrors } from "../api/step";
import { createClient } from "../client";
import { HOSTS } from "../http/hosts";
import { LIMITS } from "../http/limits";
import { quietLogger } from "../http/quietLogger";
import { type ReadBody, readBinary, readPlainEnvelope, readText } from "../http/response";
import { rawPolicy } from "../http/retry";
import { secretsIn } from "../http/secretsIn";
import { connection } from "../inputs/connection";
import { checked, choice, required, text, toggle, wholeNumber } from "../inputs/fields";
import { region } from "../inputs/region";
import { bytesIn } from "../values/bytes";
import { isBlank } from "../values/cleaner";
import { inputError } from "../values/inputError";
import { toJson } from "../values/json";
import { asJson } from "../values/jsonCleaners";
import { asPairs } from "../values/pairCleaners";
import { withoutMark } from "../values/text";
import { toForm } from "./form";
import { checkRawHeaders } from "./headers";
import { checkRawPath } from "./path";
import { toRawQuery } from "./query";

const label = "Raw Request";
const MOST_RETRIES = 100;

/** The reader of each response type. */
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
      "The path only, such as /sources. The step adds the host of Segment's Public API and reaches no other host.",
    placeholder: "/sources",
    example: "/sources",
  }),
);

const method = required(
  choice(
    { label: "Method", comments: "The HTTP method of the request." },
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
      comments:
        "The request body: JSON, as text or from an earlier step, or binary data from an earlier step.",
      example: '{"slug": "ios-app", "enabled": true, "metadataId": "UBrsG9RVzw"}',
    },
    (raw) => raw,
    "a body",
  ),
};

const formData = pairs({
  label: "Form Data",
  comments: "The text fields of a multipart form.",
  example: "name: orders",
});

const fileData = pairs({
  label: "File Data",
  comments: "The files of a multipart form: text, or binary data from an earlier step.",
  example: "orders.csv: id,total",
});

const fileDataFileNames = pairs({
  label: "File Data File Names",
  comments:
    "The names of the files, by the keys of File Data. Several files with one key take their names in order.",
  example: "orders.csv: orders-2026.csv",
});

const queryParams = pairs({
  label: "Query Parameter",
  comments:
    "Query parameters in addition to those in the URL. A list is sent as key[0], key[1] and so on, an object as key[name].",
  example: "pagination[count]: 50",
});

const headers = pairs({
  label: "Header",
  comments:
    "Headers in addition to those that the component sets. Authorization, Host and other headers that control the connection are refused.",
  example: "Accept: application/vnd.segment.v1beta+json",
});

const responseType = required(
  choice(
    {
      label: "Response Type",
      comments: "The type of the data in the response.",
      default: "json",
    },
    { json: "JSON", text: "Text", arraybuffer: "Binary", document: "Document" },
  ),
);

const timeout = wholeNumber(
  {
    label: "Timeout",
    comments: `The longest time to wait for one response, in milliseconds, up to ${LIMITS.actionMs}; ${LIMITS.attemptMs} if left empty.`,
    example: "2000",
  },
  1,
  LIMITS.actionMs,
);

const debugRequest = toggle({
  label: "Debug Request",
  comments:
    "When true, the step logs the method, path, status and duration of every attempt, but no headers, values or bodies.",
});

const maxRetries = wholeNumber(
  {
    label: "Max Retry Count",
    comments: `The most retries of the request, from 0 to ${MOST_RETRIES}.`,
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
      "The time between retries, in milliseconds. If Segment asks for a longer wait, the step waits that long.",
    default: "0",
    example: "1000",
  },
  0,
  LIMITS.longestWaitMs,
);

const useExponentialBackoff = toggle({
  label: "Use Exponential Backoff",
  comments:
    "When true, the delay doubles with every retry. It starts with Retry Delay, or with half a second if that is 0.",
});

const retryAllErrors = toggle({
  label: "Retry On All Errors",
  comments:
    "When true, the step retries every failure, even if Segment may have carried out the request. A POST can then create two objects.",
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

/** Converts Data to the body to send: JSON, unless the builder set another content type. */
function toBody(value: unknown, contentType: string | undefined): unknown {
  if (isBlank(value)) return undefined;
  const isJson = contentType === undefined || /[/+]json\b/i.test(contentType);
  if (isJson || typeof value !== "string") asJson(value, data.label);
  if (typeof value !== "string") return toJson(value);
  if (!value.isWellFormed()) {
    throw inputError(data.label, "well-formed Unicode", "half of a surrogate pair");
  }
  return isJson ? withoutMark(value) : value;
}

/** Finds a header by its name in lower case. */
function findHeader(all: Record<string, string>, wanted: string): string | undefined {
  return Object.entries(all).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** Sends any request to the Public API, for operations without an action of their own. */
export const rawRequest = () =>
  action({
    display: { label, description: "Send any request to Segment's Public API.", important: true },
    performSafety: "notAllowed",
    inputs,
    perform: withOwnErrors(
      label,
      async (context: PlatformContext, params: ActionInputParameters<typeof inputs>) => {
        const origin = `https://${HOSTS[params.region]}`;
        const path = checkRawPath(params.url, url.label, origin);
        const given = checkRawHeaders(params.headers ?? [], headers.label);
        const isForm = params.formData !== undefined || params.fileData !== undefined;
        const contentType = findHeader(given, "content-type");
        if (isForm && !isBlank(params.data)) {
          throw inputError(data.label, "no body together with Form Data or File Data", "one");
        }
        if (isForm && contentType !== undefined) {
          // The header must contain the boundary, which only the component knows.
          throw inputError(
            headers.label,
            "no Content-Type together with Form Data or File Data",
            "one",
          );
        }
        const binary = isForm ? undefined : bytesIn(params.data);
        const body = isForm
          ? toForm({
              fields: params.formData ?? [],
              files: params.fileData ?? [],
              fileNames: params.fileDataFileNames ?? [],
              labels: {
                fields: formData.label,
                files: fileData.label,
                fileNames: fileDataFileNames.label,
              },
            })
          : (binary?.bytes ?? toBody(params.data, contentType));
        const client = createClient({
          connection: params.connection,
          region: params.region,
          label,
          logger: quietLogger(context.logger),
          debug: params.debugRequest || context.debug?.enabled === true,
        });
        // Files are bytes here, so secrets are collected from the inputs they were made from.
        client.hide(() => secretsIn([params.formData, params.fileData]));
        const response = await client.call(
          {
            method: params.method,
            path,
            template: path.split("?")[0] ?? path,
            query: toRawQuery(params.queryParams ?? [], queryParams.label),
            body,
            mediaType:
              isForm || contentType !== undefined
                ? undefined
                : (binary?.contentType ?? "application/json"),
          },
          {
            read:
              params.method === "HEAD"
                ? () => null
                : (READERS[params.responseType] ?? readPlainEnvelope),
            ifMissing: null,
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
        // The platform needs a content type only for bytes.
        return params.responseType === "arraybuffer" ? response : { data: response.data };
      },
    ),
  }) as unknown as ActionDefinition<Inputs>;
