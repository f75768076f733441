import { id, required } from "../inputs/fields";
import { describeWarehouseType } from "./describe";
import { requiredSettings, type SettingsPlan } from "./inputs";

/** The type of a warehouse, from the catalog. */
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
    "The settings of the warehouse, such as its host: keys and values, or a whole object from an earlier step. Get Warehouse Metadata lists those of a type under options; text becomes what they say.",
  example: "host: db.example.com",
  jsonExample: '{"host": "db.example.com", "port": "5432", "database": "analytics"}',
  form: "Warehouse Settings",
};

/** The settings of a new warehouse, by its type. */
export const warehouseSettings = requiredSettings({
  ...settings,
  describe: describeWarehouseType,
  writes: "all",
});

/** The settings to change of a warehouse that there is. */
export const changedWarehouseSettings = (describe: SettingsPlan["describe"]) =>
  requiredSettings({
    ...settings,
    comments:
      "The settings to change, such as its host: keys and values, or a whole object from an earlier step. Those not named stay as they are; text becomes what the warehouse's type says.",
    describe,
    writes: "changes",
  });
