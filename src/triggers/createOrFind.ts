import { isCallError } from "../http/errors";

/**
 * Creates an object. If Segment may have created it although the creation failed, looks for it.
 * @param find returns the created object, or undefined if there is none.
 * @throws the error of the creation, unless the object is found.
 */
export async function createOrFind<Item>(
  create: () => Promise<Item>,
  find: () => Promise<Item | undefined>,
): Promise<Item> {
  try {
    return await create();
  } catch (error) {
    if (!isCallError(error) || error.outcome !== "unknown") throw error;
    const found = await find().catch(() => undefined);
    if (found) return found;
    throw error;
  }
}
