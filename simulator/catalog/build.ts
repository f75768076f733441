import type {
  Action,
  ActionField,
  DestinationMetadata,
  Option,
  SourceMetadata,
  WarehouseMetadata,
} from "./types";

/** A required setting. */
export function required(name: string, type = "string", description = ""): Option {
  return { ...optional(name, type, description), required: true };
}

/** An optional setting. */
export function optional(name: string, type = "string", description = ""): Option {
  return {
    name,
    type,
    required: false,
    description,
    defaultValue: empty(type),
    label: title(name),
  };
}

/** A source with defaults for everything that is not given. */
export function source(
  values: Pick<SourceMetadata, "id" | "name" | "slug"> & Partial<SourceMetadata>,
): SourceMetadata {
  return {
    description: `Sends what happens in ${values.name} to Segment.`,
    logos: logos(values.slug),
    options: [],
    categories: ["Website"],
    isCloudEventSource: false,
    status: "PUBLIC",
    ...values,
  };
}

/** A warehouse with defaults for everything that is not given. */
export function warehouse(
  values: Pick<WarehouseMetadata, "id" | "name" | "slug" | "options"> & Partial<WarehouseMetadata>,
): WarehouseMetadata {
  return {
    description: `Stores events in ${values.name}.`,
    logos: { ...logos(values.slug), alt: "" },
    ...values,
  };
}

/** A destination with defaults for everything that is not given. */
export function destination(
  values: Pick<DestinationMetadata, "id" | "name" | "slug"> & Partial<DestinationMetadata>,
): DestinationMetadata {
  return {
    description: `Sends events to ${values.name}.`,
    logos: logos(values.slug),
    options: [],
    status: "PUBLIC",
    previousNames: [values.name],
    categories: ["Analytics"],
    website: `https://${values.slug}.example.com`,
    components: [{ type: "SERVER", code: "", owner: "SEGMENT" }],
    supportedFeatures: {
      cloudModeInstances: "MULTIPLE",
      deviceModeInstances: "0",
      replay: true,
      browserUnbundling: false,
      browserUnbundlingPublic: true,
    },
    supportedMethods: { track: true, pageview: true, identify: true, group: true, alias: false },
    supportedPlatforms: { browser: true, mobile: true, server: true, warehouse: false },
    actions: [],
    presets: [],
    contacts: [],
    partnerOwned: false,
    supportedRegions: ["us-west-2", "eu-west-1"],
    regionEndpoints: ["US", "EU"],
    ...values,
  };
}

/** An action of a destination. The position of a field determines its order and its id. */
export function action(
  id: string,
  slug: string,
  name: string,
  fields: (Pick<ActionField, "fieldKey" | "type"> & Partial<ActionField>)[],
): Action {
  return {
    id,
    slug,
    name,
    description: `${name} for each event that matches.`,
    platform: "CLOUD",
    hidden: false,
    defaultTrigger: 'type = "track"',
    fields: fields.map((field, index) => ({
      id: `${id.slice(0, 18)}f${String(index).padStart(3, "0")}`,
      sortOrder: index,
      label: title(field.fieldKey),
      description: "",
      required: false,
      multiple: false,
      dynamic: false,
      allowNull: false,
      ...field,
    })),
  };
}

function logos(slug: string): { default: string; mark: string } {
  return { default: `https://logos.example.com/${slug}.svg`, mark: "" };
}

function empty(type: string): unknown {
  if (type === "boolean") return false;
  if (type === "number") return 0;
  if (type === "array") return [];
  if (type === "mixed") return [];
  return type === "text-map" || type === "map" ? {} : "";
}

function title(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").split(/[\s_-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
