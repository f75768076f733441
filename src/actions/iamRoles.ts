import { role } from "../examples/iam";
import { pagination } from "../examples/resources";
import { segmentAction } from "../kit/segmentAction";

export const listRoles = segmentAction("listRoles", {
  description: "List the roles that a permission can have.",
  route: "GET /roles",
  pages: "roles",
  inputs: {},
  example: { roles: [role], pagination },
});
