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

/** The form of something new of a type, or of something there is. */
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
  example: readonly Setting[];
} & TargetInputs<Fields>) =>
  form({
    label,
    description,
    inputs,
    async make(step, ids) {
      const { described, values } = await describeTarget(inputs, ways, step, ids);
      return settingsForm(described, values);
    },
    example: settingsForm({ of: label, settings: example }),
  });

/** The settings of a source. */
export const sourceSettings = eitherForm({
  label: "Enter Source Settings",
  description: "Show the settings of a source type, or of a source, as a form.",
  inputs: {
    metadataId: id({
      label: "Metadata ID",
      comments: "The source type to show the settings of; not needed where a source is chosen.",
      example: "UBrsG9RVzw",
      dataSource: "selectSourceMetadata",
    }),
    sourceId: id({
      label: "Source ID",
      comments: "The source to fill the form from; leave empty for a new one.",
      example: "qQEHquLrjRDN9j1ByrChyn",
      dataSource: "sources",
    }),
  },
  type: "metadataId",
  existing: "sourceId",
  ofType: describeSourceType,
  ofExisting: describeSource,
  example: sourceMetadata.options.map(settingFromOption),
});

/** The settings of a destination. */
export const destinationSettings = eitherForm({
  label: "Enter Destination Settings",
  description: "Show the settings of a destination type, or of a destination, as a form.",
  inputs: {
    metadataId: id({
      label: "Metadata ID",
      comments:
        "The destination type to show the settings of; not needed where a destination is chosen.",
      example: "57da359580412f644ff33fb9",
      dataSource: "selectDestinationMetadata",
    }),
    destinationId: id({
      label: "Destination ID",
      comments: "The destination to fill the form from; leave empty for a new one.",
      example: "5GFhvtz8fha42Cm4B9E6L8",
      dataSource: "destination",
    }),
  },
  type: "metadataId",
  existing: "destinationId",
  ofType: describeDestinationType,
  ofExisting: describeDestination,
  example: destinationMetadata.options.map(settingFromOption),
});

/** The settings of a warehouse. */
export const warehouseSettings = eitherForm({
  label: "Enter Warehouse Settings",
  description: "Show the settings of a warehouse type, or of a warehouse, as a form.",
  inputs: {
    metadataId: id({
      label: "Metadata ID",
      comments:
        "The warehouse type to show the settings of; not needed where a warehouse is chosen.",
      example: "55d3d3aea3c",
      dataSource: "selectWarehouseMetadata",
    }),
    warehouseId: id({
      label: "Warehouse ID",
      comments: "The warehouse to fill the form from; leave empty for a new one.",
      example: "kjU72LCJexvrqL7G4TMHHN",
      dataSource: "warehouses",
    }),
  },
  type: "metadataId",
  existing: "warehouseId",
  ofType: describeWarehouseType,
  ofExisting: describeWarehouse,
  example: warehouseMetadata.options.map(settingFromOption),
});

/** What a subscription fills the fields of its action with. */
export const subscriptionMappings = eitherForm({
  label: "Enter Subscription Mappings",
  description: "Show what the fields of a destination's action are filled with as a form.",
  inputs: mappingInputs,
  ...mappingWays,
  example: (destinationMetadata.actions[0]?.fields ?? []).map(settingFromField),
});

/** The settings that a function asks for. */
export const functionSettings = form({
  label: "Define Function Settings",
  description: "Show the settings that a function asks for as a table.",
  inputs: {
    functionId: id({
      label: "Function ID",
      comments: "The function to fill the table from; leave empty for a new one.",
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
  description: "Show the settings that an insert function asks for as a form.",
  inputs: {
    functionId: id({
      label: "Function ID",
      comments:
        "The insert function to show the settings of; not needed where an instance is chosen.",
      example: "ifnd_wXzcDGFR3KmjLDrtSawNHf",
      dataSource: "selectFunction",
    }),
    instanceId: id({
      label: "Instance ID",
      comments: "The instance to fill the form from; leave empty for a new one.",
      example: "KzS8p4MzNBdzQCw7Z9UuMD",
      dataSource: "selectInsertFunctionInstance",
    }),
  },
  type: "functionId",
  existing: "instanceId",
  ofType: describeInsertFunction,
  ofExisting: describeInsertFunctionInstance,
  example: (segmentFunction.settings ?? []).map(settingFromFunctionSetting),
});
