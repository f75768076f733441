import { access } from "./access";
import { administration } from "./administration";
import { audiences } from "./audiences";
import { connections } from "./connections";
import { delivery } from "./delivery";
import { filters } from "./filters";
import { functions } from "./functions";
import { functionVersions } from "./functionVersions";
import { journeys } from "./journeys";
import { profilesSync } from "./profilesSync";
import { regulations } from "./regulations";
import { reverseEtl } from "./reverseEtl";
import { selectiveSync } from "./selectiveSync";
import { spaces } from "./spaces";
import type { Step } from "./step";
import { trackingPlans } from "./trackingPlans";
import { users } from "./users";
import { workspace } from "./workspace";

/** The whole life cycle in order. Each group removes the objects it creates. */
export const steps: Step[] = [
  ...workspace,
  ...connections,
  ...functions,
  ...functionVersions,
  ...filters,
  ...delivery,
  ...selectiveSync,
  ...reverseEtl,
  ...users,
  ...access,
  ...trackingPlans,
  ...administration,
  ...regulations,
  ...spaces,
  ...audiences,
  ...journeys,
  ...profilesSync,
];
