import { computedTrait } from "../examples/computedTraits";
import { profilesWarehouse, space } from "../examples/spaces";
import { spaceId } from "../inputs/ids";
import { picklist } from "../kit/picklist";
import { textOf } from "../values/text";

/** The computed traits of a space. */
export const selectComputedTrait = picklist("listComputedTraits", {
  label: "Select Computed Trait",
  description: "Choose a computed trait of a space.",
  route: "GET /spaces/{spaceId}/computed-traits",
  items: "computedTraits",
  inputs: { spaceId },
  key: ({ id }) => id,
  names: ({ name, key }) => [name, key],
  example: { label: computedTrait.name, key: computedTrait.id },
});

/** The warehouses of a space's profiles, labeled by name, or by schema or type if they have none. */
export const selectProfilesWarehouse = picklist("listProfilesWarehouseInSpace", {
  label: "Select Profiles Warehouse",
  description: "Choose a profiles warehouse of a space.",
  route: "GET /spaces/{spaceId}/profiles-warehouses",
  items: "profilesWarehouses",
  inputs: { spaceId },
  key: ({ id }) => id,
  names: ({ settings, schemaName, metadata }) => [
    textOf(settings?.name),
    schemaName,
    metadata?.name,
  ],
  example: { label: "Profiles", key: profilesWarehouse.id },
});

/** The spaces of the workspace. */
export const selectSpace = picklist("listSpaces", {
  label: "Select Space",
  description: "Choose a space of the workspace.",
  route: "GET /spaces",
  items: "spaces",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: space.name, key: space.id },
});
