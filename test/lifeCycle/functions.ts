import type { Step } from "./step";

/** Functions. */
export const functions: Step[] = [
  [
    "createFunction",
    "POST",
    "/functions",
    { code: "// nothing", displayName: "F", resourceType: "SOURCE" },
    "function",
  ],
  ["updateFunction", "PATCH", "/functions/{function}", { displayName: "G" }],
  ["createFunctionDeployment", "POST", "/functions/{function}/deploy"],
  ["getFunction", "GET", "/functions/{function}"],
  ["listFunctions", "GET", "/functions?resourceType=SOURCE"],
  ["deleteFunction", "DELETE", "/functions/{function}"],
];
