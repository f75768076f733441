import { action, destination, optional, required, source } from "./build";
import { harbor } from "./harbor";
import { lantern } from "./lantern";
import { orchard, quarry } from "./quirks";
import type { DestinationMetadata, SourceMetadata } from "./types";

/** Sources that examples and tests refer to by name. */
export const knownSources: SourceMetadata[] = [
  source({ id: "IqDTy1TpoU", name: "Javascript", slug: "javascript" }),
  source({ id: "iUSjDFE9nP", name: "HTTP API", slug: "http-api", categories: ["Server"] }),
  source({
    id: "UBrsG9RVzw",
    name: "iOS",
    slug: "ios",
    categories: ["Mobile"],
    options: [optional("trackVersion", "boolean", "Send the version of the app with each event.")],
  }),
  source({ id: "wXNairW5xX", name: "Android", slug: "android", categories: ["Mobile"] }),
  source({ id: "9TYqEh3nMe", name: "Node.js", slug: "node.js", categories: ["Server"] }),
  source({
    id: "1bow82lmk",
    name: "Stripe",
    slug: "stripe",
    categories: ["Payments"],
    isCloudEventSource: true,
    options: [
      optional("apiKey", "password", "A restricted key that may read."),
      optional("syncHistory", "boolean"),
    ],
  }),
  source({
    id: "XE0vf1bTDh",
    name: "ActiveCampaign",
    slug: "active-campaign",
    categories: ["Email Marketing"],
    isCloudEventSource: true,
  }),
  harbor(),
];

/** Destinations that examples and tests refer to by name or id. */
export const knownDestinations: DestinationMetadata[] = [
  destination({
    id: "54521fd525e721e32a72ee8e",
    name: "AdRoll",
    slug: "adroll",
    categories: ["Advertising"],
    options: [required("advId"), required("pixId"), optional("_version", "number")],
  }),
  destination({
    id: "54521fd525e721e32a72ee91",
    name: "Amplitude",
    slug: "amplitude",
    options: [
      required("apiKey"),
      optional("secretKey", "password"),
      optional("appendFieldsToEventProps", "text-map"),
      optional("trackAllPages", "boolean"),
      optional("trackAllPagesV2", "boolean"),
      optional("batchEvents", "boolean"),
      {
        ...optional("eventUploadThreshold", "number", "Events gathered before one upload."),
        defaultValue: 30,
      },
      {
        ...optional("eventUploadPeriodMillis", "number", "Milliseconds between uploads."),
        defaultValue: 30_000,
      },
      optional("groupTypeTrait", "string"),
      optional("traitsToIncrement", "array"),
      optional("endpoint", "select", "US or EU."),
    ],
  }),
  destination({
    id: "57da359580412f644ff33fb9",
    name: "Amazon Kinesis",
    slug: "amazon-kinesis",
    categories: ["Analytics", "Raw Data"],
    options: [
      { ...required("region"), defaultValue: "us-west-2" },
      required("roleAddress", "string", "The role Segment assumes."),
      {
        ...required("secretId", "string", "The external id of that role."),
        defaultValue: "#SEGMENT_WORKSPACE_ID",
      },
      required("stream"),
      optional("useMessageId", "boolean"),
    ],
  }),
  destination({
    id: "547610a5db31d978f14a5c4e",
    name: "Webhooks",
    slug: "webhooks",
    categories: ["Raw Data"],
    options: [
      optional("globalHook", "string", "The address that gets every event."),
      optional("hooks", "array"),
      optional("headers", "text-map"),
      optional("sharedSecret", "password", "Signs each request."),
    ],
  }),
  webhooksActions(),
  amplitudeActions(),
  destination({
    id: "64c02312ff2a4d6f7d2b8a10",
    name: "Page Insights",
    slug: "page-insights",
    options: [
      required("measurementId"),
      optional("anonymizeIp", "boolean"),
      optional("sampleRate", "number", "Percent of visitors, 0 to 100."),
      optional("dimensions", "text-map"),
      optional("ignoredReferrers", "array"),
      optional("domain", "string"),
    ],
  }),
  destination({
    id: "54521fd725e721e32a72eec6",
    name: "Mailbox Pro",
    slug: "mailbox-pro",
    categories: ["Email Marketing"],
    options: [required("apiKey", "password"), required("listId"), optional("optin", "boolean")],
  }),
  lantern(),
  orchard(),
  quarry(),
];

function webhooksActions(): DestinationMetadata {
  const send = action("4ZvSLrQvGjRXJBUb3ygWpr", "send", "Send", [
    { fieldKey: "url", type: "STRING", required: true, description: "Where the event goes." },
    {
      fieldKey: "method",
      type: "STRING",
      required: true,
      defaultValue: "POST",
      choices: ["POST", "PUT", "PATCH"].map((value) => ({ label: value, value })),
    },
    {
      fieldKey: "batch_size",
      type: "NUMBER",
      defaultValue: 0,
      description: "The most events of a batch.",
    },
    { fieldKey: "headers", type: "OBJECT", dynamic: true },
    { fieldKey: "data", type: "OBJECT", defaultValue: { "@path": "$." } },
    {
      fieldKey: "enable_batching",
      type: "BOOLEAN",
      defaultValue: false,
      description: "Sends events in batches.",
    },
  ]);
  return destination({
    id: "614a3c7d791c91c41bae7599",
    name: "Webhooks (Actions)",
    slug: "actions-webhook",
    categories: ["Raw Data"],
    options: [optional("sharedSecret", "password", "Signs each request.")],
    actions: [send],
    presets: [
      {
        actionId: send.id,
        name: "Send every track event",
        fields: { method: "POST", data: { "@path": "$." } },
        trigger: 'type = "track"',
      },
    ],
  });
}

function amplitudeActions(): DestinationMetadata {
  return destination({
    id: "5f7dd6d21ad74f3842b1fc47",
    name: "Amplitude (Actions)",
    slug: "actions-amplitude",
    options: [
      required("apiKey", "password"),
      required("secretKey", "password"),
      optional("endpoint", "select", "north_america or europe."),
    ],
    actions: [
      action("3BpbRXcTKYvvcxgTjDPzWs", "logEventV2", "Log Event V2", [
        { fieldKey: "user_id", type: "STRING", defaultValue: { "@path": "$.userId" } },
        { fieldKey: "event_type", type: "STRING", required: true },
        { fieldKey: "event_properties", type: "OBJECT" },
        { fieldKey: "session_id", type: "INTEGER", allowNull: true },
      ]),
      action("kG6hQa3nCzRrXvTLuMdwY1", "identifyUser", "Identify User", [
        { fieldKey: "user_id", type: "STRING", required: true },
        { fieldKey: "user_properties", type: "OBJECT" },
      ]),
    ],
  });
}
