import { Ids, seededRandom } from "../state/ids";
import { action, destination, optional, required, source } from "./build";
import type { DestinationMetadata, Option, SourceMetadata } from "./types";

const FIRST = [
  "Amber",
  "Beacon",
  "Birch",
  "Cobalt",
  "Copper",
  "Crimson",
  "Delta",
  "Ember",
  "Falcon",
  "Garnet",
  "Harbor",
  "Indigo",
  "Juniper",
  "Kestrel",
  "Lumen",
  "Maple",
  "Nimbus",
  "Onyx",
  "Pebble",
  "Quartz",
  "Raven",
  "Saffron",
  "Tidal",
  "Umber",
  "Velvet",
  "Willow",
  "Yonder",
  "Zephyr",
];
const SECOND = [
  "Ads",
  "Alerts",
  "Analytics",
  "Billing",
  "Chat",
  "CRM",
  "Desk",
  "Flow",
  "Forms",
  "Insights",
  "Mail",
  "Metrics",
  "Push",
  "Reach",
  "Replay",
  "Surveys",
];
const CATEGORIES: Record<string, string> = {
  Ads: "Advertising",
  Alerts: "Livechat",
  Billing: "Payments",
  Chat: "Livechat",
  CRM: "CRM",
  Desk: "Customer Success",
  Forms: "Surveys",
  Mail: "Email Marketing",
  Push: "SMS & Push Notifications",
  Replay: "Heatmaps & Recordings",
  Surveys: "Surveys",
};
const OPTIONS: Option[] = [
  optional("trackAllPages", "boolean"),
  optional("sampleRate", "number", "Percent of events, 0 to 100."),
  optional("mappedTraits", "text-map"),
  optional("ignoredEvents", "array"),
  optional("region", "select", "us or eu."),
  optional("subdomain"),
  optional("webhookSecret", "password"),
  optional("timeout", "number", "In milliseconds."),
  optional("fallback", "boolean"),
];

/** Returns `count` invented destinations, the same on every run. */
export function inventDestinations(count: number): DestinationMetadata[] {
  const random = seededRandom(400);
  const ids = new Ids(400);
  return inventNames(count).map(({ name, slug, category }, index) => {
    const withActions = index % 4 === 0;
    return destination({
      id: ids.hex(24),
      name: withActions ? `${name} (Actions)` : name,
      slug: withActions ? `actions-${slug}` : slug,
      categories: [category],
      status: index % 23 === 0 ? "PUBLIC_BETA" : "PUBLIC",
      partnerOwned: index % 5 === 0,
      options: [
        index % 2 === 0 ? required("apiKey", "password") : required("projectId"),
        ...OPTIONS.filter(() => random() < 0.4),
      ],
      actions: withActions
        ? [
            action(ids.next(), "track", "Track Event", [
              { fieldKey: "event", type: "STRING", required: true },
              { fieldKey: "properties", type: "OBJECT" },
              { fieldKey: "sent_at", type: "DATETIME" },
            ]),
          ]
        : [],
    });
  });
}

/** Returns `count` invented sources, the same on every run. */
export function inventSources(count: number): SourceMetadata[] {
  const random = seededRandom(180);
  const ids = new Ids(180);
  return inventNames(count).map(({ name, slug, category }, index) =>
    source({
      id: ids.next(10),
      name: `${name} Source`,
      slug: `${slug}-source`,
      categories: [category],
      isCloudEventSource: index % 3 !== 0,
      status: index % 19 === 0 ? "PUBLIC_BETA" : "PUBLIC",
      options: index % 3 === 0 ? [] : OPTIONS.filter(() => random() < 0.25),
    }),
  );
}

function inventNames(count: number): { name: string; slug: string; category: string }[] {
  const all = SECOND.flatMap((second) =>
    FIRST.map((first) => ({
      name: `${first} ${second}`,
      slug: `${first}-${second}`.toLowerCase(),
      category: CATEGORIES[second] ?? "Analytics",
    })),
  );
  return all.slice(0, count).sort((a, b) => (a.name < b.name ? -1 : 1));
}
