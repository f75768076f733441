import { pagination } from "../examples/resources";
import { apiCalls, sourceApiCalls } from "../examples/usage";
import { period } from "../inputs/period";
import { segmentAction } from "../kit/segmentAction";

export const getDailyPerSourceAPICallsUsage = segmentAction("getDailyPerSourceAPICallsUsage", {
  description: "Count the API calls of every source on each day of a month.",
  route: "GET /usage/api-calls/sources/daily",
  pages: "dailyPerSourceAPICallsUsage",
  inputs: { period },
  example: { dailyPerSourceAPICallsUsage: [sourceApiCalls], pagination },
});

export const getDailyWorkspaceAPICallsUsage = segmentAction("getDailyWorkspaceAPICallsUsage", {
  description: "Count the API calls of the workspace on each day of a month.",
  route: "GET /usage/api-calls/daily",
  pages: "dailyWorkspaceAPICallsUsage",
  inputs: { period },
  example: { dailyWorkspaceAPICallsUsage: [apiCalls], pagination },
});
