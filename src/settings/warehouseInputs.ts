import { id, required } from "../inputs/fields";
import { describeWarehouseType } from "./describe";
import { requiredSettings, type SettingsPlan } from "./inputs";

/** The ID of a warehouse type in the catalog. */
export const warehouseMetadataId = required(
  id({
    label: "Metadata ID",
    comments: "The warehouse type, from the catalog.",
    example: "55d3d3aea3c",
    dataSource: "selectWarehouseMetadata",
  }),
);

const settings = {
  comments:
    "The settings of the warehouse, such as its host: keys and values, or a whole object from an earlier step. Get Warehouse Metadata returns the settings of a type as options. Text is converted to their types.",
  example: "host: db.example.com",
  jsonExample: '{"host": "db.example.com", "port": "5432", "database": "analytics"}',
  form: "Enter Warehouse Settings",
};

/** The settings of a new warehouse, by its type. */
export const warehouseSettings = requiredSettings({
  ...settings,
  describe: describeWarehouseType,
  writes: "all",
});

/** The settings to change of an existing warehouse. */
export const changedWarehouseSettings = (describe: SettingsPlan["describe"]) =>
  requiredSettings({
    ...settings,
    comments:
      "The settings to change, such as its host: keys and values, or a whole object from an earlier step. Other settings are not changed. Text is converted to the types that the warehouse type lists.",
    describe,
    writes: "changes",
  });
