import { optional, required, source } from "./build";
import type { SourceMetadata } from "./types";

/** An invented cloud source with options of every type. */
export function harbor(): SourceMetadata {
  return source({
    id: "hRbC7mQ2xK",
    name: "Harbor CRM",
    slug: "harbor-crm",
    description: "Sends the contacts and deals of Harbor CRM to Segment.",
    categories: ["CRM"],
    isCloudEventSource: true,
    options: [
      {
        ...required("apiKey", "password", "A key that may read contacts and deals."),
        label: "API Key",
      },
      {
        ...required("subdomain", "string", "The part of Harbor's address before the first dot."),
        label: "Subdomain",
      },
      {
        ...optional("region", "select", "Where the account is kept: `us` or `eu`."),
        defaultValue: "us",
      },
      {
        ...optional("syncInterval", "number", "Hours between two syncs, 1 to 24."),
        defaultValue: 3,
      },
      {
        ...optional("lookback", "number", "Days that the first sync goes back. None is all."),
        label: "Look-back",
        defaultValue: undefined,
      },
      {
        ...optional("syncDeals", "boolean", "Sends deals as well as contacts."),
        defaultValue: true,
      },
      optional("syncArchived", "boolean", "Sends what is archived too."),
      optional("objects", "array", "Further objects to send, by their names in Harbor."),
      optional("fieldNames", "text-map", "What fields of Harbor are called in Segment."),
      optional("webhookSecret", "password", "Signs what Harbor sends."),
    ],
  });
}
