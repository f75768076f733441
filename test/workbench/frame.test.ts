import { accessCases } from "./access.cases";
import { docsCases } from "./docs.cases";
import { exportCases } from "./export.cases";
import { testWorkbench } from "./open";
import { securityCases } from "./security.cases";
import { shellCases } from "./shell.cases";

testWorkbench({
  "the frame": shellCases,
  access: accessCases,
  security: securityCases,
  documents: docsCases,
  "an export": exportCases,
});
