import type { Models } from "../contract/models";

/** The logos of a type of the catalog. */
const logos = (name: string): Models["LogosBeta"] => {
  const file = `https://example.com/${name}.svg`;
  return { default: file, mark: file, alt: file };
};

/** A source type of the catalog. */
export const sourceMetadata: Models["SourceMetadataV1"] = {
  id: "UBrsG9RVzw",
  slug: "ios",
  name: "iOS",
  description: "Collect events from an iOS app.",
  logos: logos("ios"),
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
  logos: logos("kinesis"),
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
  components: [{ type: "SERVER", code: "https://example.com/amazon-kinesis", owner: "SEGMENT" }],
  supportedFeatures: {
    cloudModeInstances: "MULTIPLE",
    deviceModeInstances: "NONE",
    replay: true,
    browserUnbundling: false,
    browserUnbundlingPublic: false,
  },
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
  contacts: [{ name: "Ada Example", email: "ada@example.com", role: "Engineer", isPrimary: true }],
  partnerOwned: false,
  supportedRegions: ["us-west-2", "eu-west-1"],
  regionEndpoints: ["US", "EU"],
};

/** A warehouse type of the catalog. */
export const warehouseMetadata: Models["WarehouseMetadataV1"] = {
  id: "55d3d3aea3c",
  slug: "postgres",
  name: "Postgres",
  description: "Load events into a Postgres database.",
  logos: logos("postgres"),
  options: [
    { name: "host", type: "string", required: true },
    { name: "port", type: "string", required: true },
    { name: "database", type: "string", required: true },
  ],
};
