import {
  type ActionContext,
  type Inputs,
  type PollingContext,
  type PollingTriggerDefinition,
  pollingTrigger,
  SpectralError,
  type TriggerPayload,
} from "@prismatic-io/spectral";
import { createStepContext, type StepContext, withOwnErrors } from "../../api/step";
import type { Region } from "../../http/hosts";
import { connection } from "../../inputs/connection";
import { lookBackDate } from "../../inputs/lookBackDate";
import { region } from "../../inputs/region";
import type { CleanedValues } from "../../kit/declaration";
import { inputError } from "../../values/inputError";
import { forFlow } from "../../values/json";
import { boundedId, readState, subjectKey } from "./pollState";
import { type Entry, type Fresh, type Span, settle } from "./settle";

/** The items that a poll has read. */
interface Reading<Item> {
  items: readonly Item[];
  /** A time up to which everything was read, in milliseconds since 1970, if the list itself shows none. */
  through?: number;
}

/** A trigger that polls Segment. Times are in milliseconds since 1970. */
interface PollDeclaration<Fields, Item> {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  /** The inputs, declared as constants. Connection, region and Look-back Date are added. */
  inputs: Fields;
  /** The values that select what is polled. If they change, the trigger begins anew. */
  subject?(values: CleanedValues<Fields>): readonly unknown[];
  /** Milliseconds before the watermark in which late items are still found. */
  overlapMs: number;
  /** Reads all items of a range, in any order; items outside it and repeated ones do no harm. */
  read(run: StepContext, values: CleanedValues<Fields>, span: Span): Promise<Reading<Item>>;
  /** Identifies an item for as long as it is listed. */
  identity(item: Item): string;
  /** Returns the time of an item; undefined while it is unfinished, NaN if it has no usable one. */
  time(item: Item): number | undefined;
  /** Returns the start of an item that takes time. */
  start?(item: Item): number;
  /** Returns a count that can grow. An item with a larger count than before is new again. */
  count?(item: Item): number;
  /** Returns false for items that do not start the flow. */
  keep?(item: Item, values: CleanedValues<Fields>): boolean;
  /** Turns the new items into those of the flow; by default they stay as they are. */
  shape?(fresh: readonly Fresh<Item>[]): readonly unknown[];
  example: readonly object[];
}

/** The time before a first poll in which it looks for the newest item, if no date is set. */
const FIRST_POLL_MS = 24 * 60 * 60_000;

/** Returns the time at which a first poll begins. */
function firstTime(lookBack: string | undefined, now: number): number {
  if (lookBack === undefined) return now - FIRST_POLL_MS;
  const time = Date.parse(lookBack);
  if (time <= now) return time;
  throw inputError(lookBackDate.label, "a time in the past", `text ${JSON.stringify(lookBack)}`);
}

/**
 * Makes a trigger that polls Segment on a schedule. Its result is the list of new items, in `body.data`,
 * the oldest first.
 *
 * A first poll returns nothing, unless Look-back Date is set, and remembers the newest item. A later
 * one reads from the overlap before the newest known item on and returns the items that are not known:
 * see {@link settle}. The state is replaced only after everything was read. The platform drops it if the
 * flow fails, so that the items come again: each comes at least once.
 * @throws the error of a request. The state is then unchanged.
 * @returns the function that makes it, called when the trigger is first read.
 */
export function pollTrigger<const Fields extends object, Item>(
  declaration: PollDeclaration<Fields, Item>,
): () => PollingTriggerDefinition<Inputs> {
  return () => {
    const { label, description, inputs, overlapMs, example } = declaration;
    const entryOf = (item: Item): Entry<Item> => {
      const id = declaration.identity(item);
      const time = declaration.time(item);
      if (Number.isNaN(time)) {
        throw new SpectralError(
          `${label}: Segment returned the item ${JSON.stringify(id)} without a usable time.`,
        );
      }
      return {
        id: boundedId(id),
        time,
        start: declaration.start?.(item),
        count: declaration.count?.(item),
        item,
      };
    };
    const poll = async (
      context: ActionContext & PollingContext,
      payload: TriggerPayload,
      params: Record<string, unknown>,
    ) => {
      const values = params as CleanedValues<Fields>;
      const run = createStepContext(context, label, {
        connection: params.connectionInput,
        region: params.region as Region,
      });
      const now = Date.now();
      const of = subjectKey([params.region, ...(declaration.subject?.(values) ?? [])]);
      const before = readState(context.polling.getState(), of);
      const lookBack = params.lookBackDate as string | undefined;
      const isSilent = before === undefined && lookBack === undefined;
      const since = before?.since ?? firstTime(lookBack, now);
      const earliest = since - overlapMs;
      const span: Span = {
        since,
        from: before ? earliest : since,
        reach: isSilent ? undefined : Math.min(earliest, before?.reach ?? earliest),
        now,
      };
      const { items, through } = await declaration.read(run, values, span);
      const { fresh, state } = settle(items.map(entryOf), {
        ...span,
        before,
        of,
        isSilent,
        overlapMs,
        through,
        keep: (item) => declaration.keep?.(item, values) ?? true,
      });
      const data = forFlow(
        declaration.shape?.(fresh) ?? fresh.map(({ item }) => item),
      ) as unknown[];
      context.polling.setState({ ...state });
      return {
        payload: { ...payload, body: { data, contentType: "application/json" } },
        polledNoChanges: data.length === 0,
      };
    };
    // The cast: spectral infers parameters from literal inputs and cannot see through this spread.
    return pollingTrigger({
      display: { label, description },
      inputs: {
        connectionInput: connection,
        region,
        ...(inputs as Inputs),
        lookBackDate,
      } as Inputs,
      triggerResolverSupport: "valid",
      // Each item starts its own run, unless the builder chooses larger batches.
      batchConfig: { batchSize: 1 },
      triggerResolver: { resolveItems: (_context, { payload }) => payload.body.data as unknown[] },
      perform: withOwnErrors(label, poll) as never,
      examplePayload: {
        payload: { body: { data: example, contentType: "application/json" } } as TriggerPayload,
      } as never,
    }) as unknown as PollingTriggerDefinition<Inputs>;
  };
}
