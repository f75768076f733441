import { invalid } from "../contract/errors";
import { hash } from "../state/ids";
import { requireText } from "./checks";
import type { Handlers } from "./handler";

const HOUR = 3_600_000;
const KEPT = 31 * 24 * HOUR;

/** Hourly downloads. Every collection has the same single file in each hour. */
export const customerInsights: Handlers = {
  createDownload({ body, now }) {
    const { collectionId, hour } = body as { collectionId: string; hour: string };
    requireText("collectionId", collectionId);
    const time = Date.parse(hour);
    if (!/^\d{4}-\d{2}-\d{2}T/.test(hour) || Number.isNaN(time) || time % HOUR !== 0) {
      throw invalid("hour", "hour must be a full hour in ISO 8601, such as 2025-05-07T23:00:00Z");
    }
    const kept = time + HOUR <= now && time >= now - KEPT;
    return { download: { urls: kept ? [downloadUrl(collectionId, time, now)] : [] } };
  },
};

function downloadUrl(collectionId: string, time: number, now: number): string {
  const hour = new Date(time).toISOString().slice(0, 13).replace("T", "/");
  const place = `${encodeURIComponent(collectionId)}/${hour}.json.gz`;
  const signature = hash(`${place} ${now}`).toString(16).padStart(8, "0");
  return `https://downloads.example.com/${place}?expires=${now + HOUR}&signature=${signature}`;
}
