/** A setting that the catalog lists for a source, destination or warehouse. */
export interface Option {
  name: string;
  /** `string`, `number`, `boolean`, `text-map`, `array`, `select`, `password`, `map`, `mixed`. */
  type: string;
  required: boolean;
  description?: string;
  defaultValue?: unknown;
  label?: string;
}

interface Logos {
  default: string;
  mark?: string;
  alt?: string;
}

/** A warehouse of the catalog. Sources and destinations have these fields too. */
export interface WarehouseMetadata {
  id: string;
  name: string;
  slug: string;
  description: string;
  logos: Logos;
  options: Option[];
}

/** A source of the catalog. */
export interface SourceMetadata extends WarehouseMetadata {
  categories: string[];
  isCloudEventSource: boolean;
  status: string;
  partnerOwned?: boolean;
}

/** An input of a destination's action. */
export interface ActionField {
  id: string;
  sortOrder: number;
  fieldKey: string;
  label: string;
  type: string;
  description: string;
  placeholder?: string;
  defaultValue?: unknown;
  required: boolean;
  multiple: boolean;
  /** The allowed values. Absent if any value is allowed. */
  choices?: { label: string; value: string | number }[];
  dynamic: boolean;
  allowNull: boolean;
  hidden?: boolean;
}

/** An action of a destination, for use in a subscription. */
export interface Action {
  id: string;
  slug: string;
  name: string;
  description: string;
  platform: string;
  hidden: boolean;
  defaultTrigger: string | null;
  fields: ActionField[];
}

/** A destination of the catalog. */
export interface DestinationMetadata extends WarehouseMetadata {
  status: string;
  previousNames: string[];
  categories: string[];
  website: string;
  components: { type: string; code: string; owner?: string }[];
  supportedFeatures: {
    cloudModeInstances: string;
    deviceModeInstances: string;
    replay: boolean;
    browserUnbundling: boolean;
    browserUnbundlingPublic: boolean;
  };
  supportedMethods: Record<"track" | "pageview" | "identify" | "group" | "alias", boolean>;
  supportedPlatforms: Record<"browser" | "mobile" | "server" | "warehouse", boolean>;
  actions: Action[];
  presets: { actionId: string; name: string; fields: Record<string, unknown>; trigger: string }[];
  contacts: { name?: string; email: string; role?: string; isPrimary?: boolean }[];
  partnerOwned: boolean;
  supportedRegions: string[];
  regionEndpoints: string[];
}

/** The sources, destinations and warehouses that a workspace can create. */
export interface Catalog {
  sources: SourceMetadata[];
  destinations: DestinationMetadata[];
  warehouses: WarehouseMetadata[];
}
