import { pagination } from "../examples/resources";
import { sourceTrackedUsers, trackedUsers } from "../examples/usage";
import { period } from "../inputs/period";
import { segmentAction } from "../kit/segmentAction";

export const getDailyPerSourceMTUUsage = segmentAction("getDailyPerSourceMTUUsage", {
  description: "Get the monthly tracked users (MTU) of every source on each day of a month.",
  route: "GET /usage/mtu/sources/daily",
  pages: "dailyPerSourceMTUUsage",
  inputs: { period },
  example: { dailyPerSourceMTUUsage: [sourceTrackedUsers], pagination },
});

export const getDailyWorkspaceMTUUsage = segmentAction("getDailyWorkspaceMTUUsage", {
  description: "Get the monthly tracked users (MTU) of the workspace on each day of a month.",
  route: "GET /usage/mtu/daily",
  pages: "dailyWorkspaceMTUUsage",
  inputs: { period },
  example: { dailyWorkspaceMTUUsage: [trackedUsers], pagination },
});
