import { sourceAt } from "../responses";

const { id: sourceId, metadata } = sourceAt(0);
const read = ["getSource", { sourceId }] as const;
const list = ["listSources", { count: "50" }] as const;
// With settings, the step reads the source type from the catalog once a run.
const create = [
  "createSource",
  { slug: "ios-app", metadataId: metadata.id, settings: { flushAt: "20" } },
] as const;

/** The actions of long runs: three reads and a write, each with its inputs. */
export const MIX = [read, list, read, create];
