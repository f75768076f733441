import { id, required, text } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";

const collectionId = required(
  id({
    label: "Collection ID",
    comments: "The ID of a collection of logs. Segment provides it; no step lists collections.",
    example: "PekH8yDmaTcevdFZ7k7W49",
  }),
);

const hour = required(
  text({
    label: "Hour",
    comments:
      "The start of the hour to download, in ISO 8601. Segment keeps logs for about a month.",
    example: "2026-01-31T08:00:00Z",
  }),
);

export const createDownload = segmentAction("createDownload", {
  description:
    "Create links to the logs of a collection for one hour; Segment allows 120 calls a day.",
  route: "POST /customer-insights/download",
  inputs: { collectionId, hour },
  example: {
    download: { urls: ["https://downloads.example.com/2026-01-31T08-00-00Z/part-0.json.gz"] },
  },
});
