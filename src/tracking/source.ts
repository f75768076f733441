import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { isCallError, withProgress } from "../http/errors";
import { REGION_NAMES } from "../http/hosts";
import type { CompositeRun } from "../kit/compositeAction";
import { inputError } from "../values/inputError";

const getSource = callOperation("getSource", "GET /sources/{sourceId}", [
  "source.enabled",
  "source.writeKeys",
  "source.metadata.isCloudEventSource",
]);

/** A write key is a secret, and can be revoked. */
const LONGEST_MS = 10 * 60_000;

/** The source that events are sent to, as the inputs of a step name it. */
export interface SourceInputs {
  sourceId?: string;
  writeKey?: string;
}

async function readSource({ client, once, region }: CompositeRun, sourceId: string) {
  const read = async () => {
    const { enabled, writeKeys, metadata, name, slug } = (await getSource(client, { sourceId }))
      .source;
    const title = `${name || slug} (${sourceId})`;
    return { enabled, writeKeys, isCloud: metadata.isCloudEventSource, type: metadata.name, title };
  };
  try {
    return await once(["source to send to", sourceId], read, LONGEST_MS);
  } catch (error) {
    const isMissing = isCallError(error) && error.status === 404;
    if (!isMissing) throw error;
    throw withProgress(
      error,
      `The workspace has no source ${sourceId} in the ${REGION_NAMES[region]} region. Choose another source or region.`,
    );
  }
}

/**
 * Returns the write key to send events with. With a source it is read once per run, and Segment's
 * silences are errors: a source that is disabled, that takes no events, or that has another write key.
 * @throws before any event is sent.
 */
export async function findWriteKey(
  run: CompositeRun,
  label: string,
  { sourceId, writeKey }: SourceInputs,
): Promise<string> {
  if (sourceId === undefined) {
    if (writeKey !== undefined) return writeKey;
    throw inputError("Source ID", "a source, or a write key in Write Key", "neither");
  }
  const { enabled, isCloud, writeKeys, title, type } = await readSource(run, sourceId);
  const refuse = (reason: string) => new SpectralError(`${label}: ${reason} Nothing was sent.`);
  if (isCloud) {
    throw refuse(
      `The source ${title} reads from ${type} and takes no events. Choose another source.`,
    );
  }
  if (!enabled) {
    throw refuse(
      `The source ${title} is disabled, and Segment would drop its events. Enable it first.`,
    );
  }
  const [first] = writeKeys;
  if (writeKey !== undefined) {
    if (first === undefined || writeKeys.includes(writeKey)) return writeKey;
    throw refuse(
      `The write key in Write Key is not one of the source ${title}. Correct it, or leave it empty.`,
    );
  }
  if (first !== undefined) return first;
  throw refuse(
    `Segment does not show the write key of the source ${title} to this API key. Give the API key the role Source Admin, or enter the write key in Write Key.`,
  );
}
