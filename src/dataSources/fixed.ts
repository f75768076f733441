import { REGION_NAMES } from "../http/hosts";
import { WORKSPACE_REGULATION_TYPES } from "../inputs/regulationType";
import { fixedPicklist } from "../kit/fixedPicklist";

/** The regions of a workspace. */
export const selectRegion = fixedPicklist(
  "Select Region",
  "Choose the region of a workspace.",
  REGION_NAMES,
);

/** The types of a regulation of the whole workspace. */
export const selectRegulationType = fixedPicklist(
  "Select Regulation Type",
  "Choose how to delete or suppress users.",
  WORKSPACE_REGULATION_TYPES,
);
