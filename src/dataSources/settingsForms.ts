import { destinationMetadata, sourceMetadata, warehouseMetadata } from "../examples/catalog";
import { segmentFunction } from "../examples/resources";
import { id } from "../inputs/fields";
import { form } from "../kit/form";
import { definitionsForm } from "../settings/definitionsForm";
import {
  describeDestination,
  describeDestinationType,
  describeSource,
  describeSourceType,
  describeWarehouse,
  describeWarehouseType,
} from "../settings/describe";
import {
  describeInsertFunction,
  describeInsertFunctionInstance,
  readDefinitions,
} from "../settings/describeFunction";
import { settingsForm } from "../settings/form";
import {
  type Setting,
  settingFromField,
  settingFromFunctionSetting,
  settingFromOption,
} from "../settings/setting";
import { describeTarget, type TargetInputs } from "../settings/target";
import { mappingInputs, mappingWays } from "./mappings";

type Inputs<Fields> = { [Name in keyof Fields]: { label: string; clean(raw: unknown): unknown } };

/** A form of the settings of a new object of a type, or of an existing object. */
const eitherForm = <const Fields extends Inputs<Fields>>({
  label,
  description,
  inputs,
  example,
  ...ways
}: {
  label: string;
  description: string;
  inputs: Fields;
  /** Returns the settings of the example. */
  example(): readonly Setting[];
} & TargetInputs<Fields>) =>
  form({
    label,
    description,
    inputs,
    async make(step, ids) {
      const { described, values } = await describeTarget(inputs, ways, step, ids);
      return settingsForm(described, values);
    },
    get example() {
      return settingsForm({ of: label, settings: example() });
    },
  });

/** The settings of a source. */
export const sourceSettings = eitherForm({
  label: "Enter Source Settings",
  description: "Enter the settings of a new or an existing source in a form.",
  inputs: {
    metadataId: id({
      label: "Metadata ID",
      comments: "The source type whose settings to show. Not needed if a source is chosen.",
      example: "UBrsG9RVzw",
      dataSource: "selectSourceMetadata",
    }),
    sourceId: id({
      label: "Source ID",
      comments: "The source to fill the form from. Leave empty for a new one.",
      example: "qQEHquLrjRDN9j1ByrChyn",
      dataSource: "sources",
    }),
  },
  type: "metadataId",
  existing: "sourceId",
  ofType: describeSourceType,
  ofExisting: describeSource,
  example: () => sourceMetadata.options.map(settingFromOption),
});

/** The settings of a destination. */
export const destinationSettings = eitherForm({
  label: "Enter Destination Settings",
  description: "Enter the settings of a new or an existing destination in a form.",
  inputs: {
    metadataId: id({
      label: "Metadata ID",
      comments:
        "The destination type whose settings to show. Not needed if a destination is chosen.",
      example: "57da359580412f644ff33fb9",
      dataSource: "selectDestinationMetadata",
    }),
    destinationId: id({
      label: "Destination ID",
      comments: "The destination to fill the form from. Leave empty for a new one.",
      example: "5GFhvtz8fha42Cm4B9E6L8",
      dataSource: "destination",
    }),
  },
  type: "metadataId",
  existing: "destinationId",
  ofType: describeDestinationType,
  ofExisting: describeDestination,
  example: () => destinationMetadata.options.map(settingFromOption),
});

/** The settings of a warehouse. */
export const warehouseSettings = eitherForm({
  label: "Enter Warehouse Settings",
  description: "Enter the settings of a new or an existing warehouse in a form.",
  inputs: {
    metadataId: id({
      label: "Metadata ID",
      comments: "The warehouse type whose settings to show. Not needed if a warehouse is chosen.",
      example: "55d3d3aea3c",
      dataSource: "selectWarehouseMetadata",
    }),
    warehouseId: id({
      label: "Warehouse ID",
      comments: "The warehouse to fill the form from. Leave empty for a new one.",
      example: "kjU72LCJexvrqL7G4TMHHN",
      dataSource: "warehouses",
    }),
  },
  type: "metadataId",
  existing: "warehouseId",
  ofType: describeWarehouseType,
  ofExisting: describeWarehouse,
  example: () => warehouseMetadata.options.map(settingFromOption),
});

/** The values of the fields of a subscription's action. */
export const subscriptionMappings = eitherForm({
  label: "Enter Subscription Mappings",
  description: "Enter the values of the fields of a destination's action in a form.",
  inputs: mappingInputs,
  ...mappingWays,
  example: () => (destinationMetadata.actions[0]?.fields ?? []).map(settingFromField),
});

/** The settings that a function asks for. */
export const functionSettings = form({
  label: "Define Function Settings",
  description: "Define the settings that a function asks for in a table.",
  inputs: {
    functionId: id({
      label: "Function ID",
      comments: "The function to fill the table from. Leave empty for a new one.",
      example: "sfnc_wXzcDGFR3KmjLDrtSawNHf",
      dataSource: "selectFunction",
    }),
  },
  make: async (step, { functionId }) =>
    definitionsForm(functionId === undefined ? [] : await readDefinitions(step, { functionId })),
  example: definitionsForm(segmentFunction.settings ?? []),
});

/** The values of the settings that an insert function asks for. */
export const insertFunctionSettings = eitherForm({
  label: "Enter Insert Function Settings",
  description: "Enter the settings of an instance of an insert function in a form.",
  inputs: {
    functionId: id({
      label: "Function ID",
      comments: "The insert function whose settings to show. Not needed if an instance is chosen.",
      example: "ifnd_wXzcDGFR3KmjLDrtSawNHf",
      dataSource: "selectFunction",
    }),
    instanceId: id({
      label: "Instance ID",
      comments: "The instance to fill the form from. Leave empty for a new one.",
      example: "KzS8p4MzNBdzQCw7Z9UuMD",
      dataSource: "selectInsertFunctionInstance",
    }),
  },
  type: "functionId",
  existing: "instanceId",
  ofType: describeInsertFunction,
  ofExisting: describeInsertFunctionInstance,
  example: () => (segmentFunction.settings ?? []).map(settingFromFunctionSetting),
});
