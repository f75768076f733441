import type { Models } from "../contract/models";

/** A source type of the catalog. */
export const sourceMetadata: Models["SourceMetadataV1"] = {
  id: "UBrsG9RVzw",
  slug: "ios",
  name: "iOS",
  description: "Collect events from an iOS app.",
  logos: { default: "https://example.com/ios.svg" },
  options: [
    {
      name: "trackVersion",
      type: "boolean",
      label: "Track Version",
      description: "Send the version of the app with each event.",
      required: false,
      defaultValue: false,
    },
  ],
  categories: ["Mobile"],
  isCloudEventSource: false,
  status: "PUBLIC",
};

/** A destination type of the catalog. */
export const destinationMetadata: Models["DestinationMetadataV1"] = {
  id: "57da359580412f644ff33fb9",
  slug: "amazon-kinesis",
  name: "Amazon Kinesis",
  description: "Deliver events to a Kinesis data stream.",
  logos: { default: "https://example.com/kinesis.svg" },
  options: [
    {
      name: "region",
      type: "string",
      label: "AWS Kinesis Stream Region",
      description: "The region of the stream.",
      required: true,
      defaultValue: "us-west-2",
    },
    {
      name: "stream",
      type: "string",
      label: "AWS Kinesis Stream Name",
      description: "The name of the stream.",
      required: true,
      defaultValue: "",
    },
    {
      name: "useMessageId",
      type: "boolean",
      label: "Use Segment Message ID",
      description: "Partition by the ID of the message.",
      required: false,
      defaultValue: false,
    },
  ],
  status: "PUBLIC",
  previousNames: ["Amazon Kinesis"],
  categories: ["Analytics", "Raw Data"],
  website: "https://aws.amazon.com/kinesis",
  components: [{ type: "SERVER", code: "https://example.com/amazon-kinesis" }],
  supportedFeatures: { cloudModeInstances: "MULTIPLE", deviceModeInstances: "NONE", replay: true },
  supportedMethods: { track: true, identify: true, pageview: true, group: true, alias: true },
  supportedPlatforms: { browser: true, mobile: true, server: true, warehouse: false },
  actions: [
    {
      id: "uD9jEQ4DxJZzhzVqppM7UD",
      slug: "send",
      name: "Send",
      description: "Send an event to the stream.",
      platform: "CLOUD",
      hidden: false,
      defaultTrigger: 'type = "track"',
      fields: [
        {
          id: "bR6tKw9XzNq3VmLc8YhJgP",
          sortOrder: 0,
          fieldKey: "partitionKey",
          label: "Partition Key",
          type: "STRING",
          description: "The key that decides which shard an event goes to.",
          required: true,
          multiple: false,
          dynamic: false,
          allowNull: false,
        },
      ],
    },
  ],
  presets: [],
};

/** A warehouse type of the catalog. */
export const warehouseMetadata: Models["WarehouseMetadataV1"] = {
  id: "55d3d3aea3c",
  slug: "postgres",
  name: "Postgres",
  description: "Load events into a Postgres database.",
  logos: { default: "https://example.com/postgres.svg" },
  options: [
    { name: "host", type: "string", required: true },
    { name: "port", type: "string", required: true },
    { name: "database", type: "string", required: true },
  ],
};
