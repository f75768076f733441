import { flowCases } from "./flows.cases";
import { testWorkbench } from "./open";
import { wizardCases } from "./wizard.cases";
import { wizardFormCases } from "./wizardForms.cases";
import { wizardRunCases } from "./wizardRuns.cases";

testWorkbench({
  flows: flowCases,
  "the configuration wizard": wizardCases,
  "forms in wizards": wizardFormCases,
  "values of wizards": wizardRunCases,
});
