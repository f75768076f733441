import type { StepContext } from "../api/step";
import { isMarked, listWebhooks, removeDestination } from "./flowDestinations";
import { type FlowIdentity, markerOf } from "./flowIdentity";
import { inParallel } from "./inParallel";

/**
 * Deletes every destination that was created for a flow.
 * @param kept called for each destination that could not be deleted.
 * @throws CallError if the destinations cannot be listed.
 */
export async function unprovision(
  { client, log }: Pick<StepContext, "client" | "log">,
  flow: FlowIdentity,
  kept: (id: string, error: unknown) => void,
): Promise<void> {
  const own = (await listWebhooks(client)).filter((one) => isMarked(one, markerOf(flow)));
  await inParallel(
    own.map(({ id }) => async () => {
      try {
        await removeDestination(client, id);
        log(`removed the destination ${id}`);
      } catch (error) {
        kept(id, error);
      }
    }),
  );
}
