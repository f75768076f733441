import { role } from "../examples/iam";
import { pagination } from "../examples/resources";
import { segmentAction } from "../kit/segmentAction";

export const listRoles = segmentAction("listRoles", {
  label: "List Roles",
  description: "List the roles that permissions can give.",
  route: "GET /roles",
  pages: "roles",
  inputs: {},
  example: { roles: [role], pagination },
});
