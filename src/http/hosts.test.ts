import contract from "../../contract/openapi.json";
import { HOSTS, REGION_NAMES, TRACKING_HOSTS } from "./hosts";

test("each region has the host that Segment's contract names", () => {
  const byName = Object.fromEntries(
    contract.servers.map(({ url, description }) => [description, new URL(url).hostname]),
  );
  expect({ [REGION_NAMES.api]: HOSTS.api, [REGION_NAMES["eu1.api"]]: HOSTS["eu1.api"] }).toEqual(
    byName,
  );
});

test("events go to Segment's tracking host of the region", () => {
  expect(TRACKING_HOSTS).toEqual({
    api: "api.segment.io",
    "eu1.api": "events.eu1.segmentapis.com",
  });
});
