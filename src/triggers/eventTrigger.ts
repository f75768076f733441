import {
  type ActionContext,
  type Inputs,
  SpectralError,
  type TriggerDefinition,
  type TriggerPayload,
  trigger,
} from "@prismatic-io/spectral";
import { withOwnErrors } from "../api/step";
import type { CleanedValues } from "../kit/declaration";
import { NotJson } from "../values/json";
import { headerOf, readEvents, receivedBytes, withoutHeader } from "./receivedRequest";
import { checkSender, RefusedRequest, type SenderChecks } from "./sender";

/** A handler of deployment: it creates or removes what the trigger needs in Segment. */
type LifecycleHandler<Fields> = (
  context: ActionContext,
  values: CleanedValues<Fields>,
) => Promise<void>;

/** A trigger that receives events from Segment. */
interface EventTriggerDeclaration<Fields> {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  /** All inputs of the trigger, declared as constants above. */
  inputs: Fields;
  /** Returns the checks that a request must pass. */
  checks(values: CleanedValues<Fields>, context: ActionContext): SenderChecks;
  /** A sentence that follows the error of a refused request. */
  refusalAdvice?: string;
  /** The handlers of each deployment and of the removal of an instance. */
  lifecycle?: { create: LifecycleHandler<Fields>; delete: LifecycleHandler<Fields> };
  /** The events of the example payload. */
  example: readonly Readonly<Record<string, unknown>>[];
}

/** Returns the events of a test payload, which has no signature and can be parsed already. */
function testEvents({ body, rawBody, headers }: TriggerPayload): unknown[] {
  const data: unknown = body?.data;
  const bytes = receivedBytes({ rawBody: body });
  if (!bytes && typeof data === "object" && data !== null) {
    return Array.isArray(data) ? data : [data];
  }
  const raw = receivedBytes({ rawBody });
  const text = raw?.length ? raw : (bytes ?? Buffer.from(String(data ?? "")));
  return readEvents(text, headerOf(headers, "content-type") ?? rawBody?.contentType);
}

/**
 * Returns the events of a request that passes the checks. A signature does not cover the content type,
 * and Segment signs no form: read as a form, the text within a signed event would become another event.
 * @throws RefusedRequest, NotJson
 */
function checkedEvents(payload: TriggerPayload, expected: SenderChecks): unknown[] {
  const body = checkSender(payload, expected);
  return readEvents(body, expected.sharedSecret ? undefined : payload.rawBody.contentType);
}

/**
 * Makes a webhook trigger whose result is the list of received events, in `body.data`. A request that
 * fails a check is an error, so that the flow does not run: a response alone would not stop it. A
 * simulated test run skips the checks. The result does not contain the header that proves the sender.
 * @returns the function that makes it, called when the trigger is first read.
 */
export function eventTrigger<const Fields extends object>(
  declaration: EventTriggerDeclaration<Fields>,
): () => TriggerDefinition<Inputs> {
  return () => {
    const { label, description, inputs, checks, refusalAdvice, lifecycle, example } = declaration;
    const eventsOf = (payload: TriggerPayload, expected: SenderChecks | undefined): unknown[] => {
      try {
        return expected ? checkedEvents(payload, expected) : testEvents(payload);
      } catch (error) {
        if (error instanceof RefusedRequest) {
          const advice = refusalAdvice ? `. ${refusalAdvice}` : "";
          throw new SpectralError(`${label}: ${error.message}${advice}`);
        }
        if (!(error instanceof NotJson)) throw error;
        throw new SpectralError(`${label}: the body of the request is ${error.message}.`);
      }
    };
    const handler = (handle: LifecycleHandler<Fields>) =>
      withOwnErrors(label, (context: ActionContext, params: object) =>
        handle(context, params as CleanedValues<Fields>),
      );
    return trigger({
      display: { label, description },
      inputs: inputs as Inputs,
      scheduleSupport: "invalid",
      synchronousResponseSupport: "invalid",
      triggerResolverSupport: "valid",
      // Each event starts its own run, unless the builder chooses larger batches.
      batchConfig: { batchSize: 1 },
      triggerResolver: { resolveItems: (_context, { payload }) => payload.body.data as unknown[] },
      ...(lifecycle && {
        webhookLifecycleHandlers: {
          create: handler(lifecycle.create),
          delete: handler(lifecycle.delete),
        },
      }),
      perform: withOwnErrors(
        label,
        async (context: ActionContext, payload: TriggerPayload, params: object) => {
          const values = params as CleanedValues<Fields>;
          const isTest = context.isSimulatedTestExecution;
          const expected = isTest ? undefined : checks(values, context);
          const data = eventsOf(payload, expected);
          // The results of a step are shown to whoever may see the runs of the flow.
          const headers = expected?.header && withoutHeader(payload.headers, expected.header.name);
          const body = { data, contentType: "application/json" };
          return { payload: { ...payload, ...(headers && { headers }), body } };
        },
      ),
      examplePayload: {
        payload: { body: { data: example, contentType: "application/json" } } as TriggerPayload,
      },
    }) as unknown as TriggerDefinition<Inputs>;
  };
}
