import { workspace } from "../examples/workspace";
import { segmentAction } from "../kit/segmentAction";

export { testConnection } from "../composite/testConnection";

export const getWorkspace = segmentAction("getWorkspace", {
  description: "Get the workspace of the connection.",
  route: "GET /",
  inputs: {},
  example: { workspace },
});
