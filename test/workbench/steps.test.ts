import { connectionCases } from "./connection.cases";
import { formCases } from "./form.cases";
import { testWorkbench } from "./open";
import { resultCases } from "./result.cases";

testWorkbench({ forms: formCases, "the connection": connectionCases, runs: resultCases });
