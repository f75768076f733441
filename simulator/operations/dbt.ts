import { invalid } from "../contract/errors";
import type { Handlers } from "./handler";

/** Starts dbt model syncs. Their results cannot be read. */
export const dbt: Handlers = {
  createDbtModelSyncTrigger({ body }, workspace) {
    const { sourceId } = body as { sourceId: string };
    if (workspace.sources.get(sourceId) === undefined) {
      throw invalid("sourceId", `sourceId ${sourceId} is not a source of this workspace`);
    }
    const id = workspace.ids.next();
    return { dbtModelSyncTrigger: { id, sourceId, status: "QUEUED" } };
  },
};
