/** A setting that a source, destination or warehouse of the catalog asks for. */
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

/** A warehouse of the catalog, and what every entry of it has. */
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
  /** The values it takes; any where there are none. */
  choices?: { label: string; value: string | number }[];
  dynamic: boolean;
  allowNull: boolean;
  hidden?: boolean;
}

/** Something an Actions destination can be made to do by a subscription. */
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

/** All that a workspace can be built from. */
export interface Catalog {
  sources: SourceMetadata[];
  destinations: DestinationMetadata[];
  warehouses: WarehouseMetadata[];
}
