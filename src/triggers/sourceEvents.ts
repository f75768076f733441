import { type ActionContext, SpectralError } from "@prismatic-io/spectral";
import { createStepContext, type StepContext } from "../api/step";
import { readCredentials } from "../connections/credentials";
import { receivedEvent } from "../examples/receivedEvent";
import { isCallError, toOwnError, withProgress } from "../http/errors";
import { REGION_NAMES, type Region } from "../http/hosts";
import { quietLogger } from "../http/quietLogger";
import { connection } from "../inputs/connection";
import { EVENT_TYPE_LABELS, EVENT_TYPES } from "../inputs/eventTypes";
import { checked, choiceList, text, withChoices } from "../inputs/fields";
import { sourceId as anySourceId } from "../inputs/ids";
import { region } from "../inputs/region";
import { inputError } from "../values/inputError";
import { asList } from "../values/listCleaners";
import { asEventName, CHOICE_LABELS, conditionOf, type EventChoice } from "./condition";
import { eventTrigger } from "./eventTrigger";
import { type FlowIdentity, flowIdentity, markerOf } from "./flowIdentity";
import { provision } from "./provision";
import { flowSecrets } from "./secrets";
import { unprovision } from "./unprovision";

const label = "Source Events";

/** The platform ends a deployment's handler after 30 s. */
const HANDLER_MS = 25_000;

const LONGEST_CONDITION = 10_000;

const sourceId = {
  ...anySourceId,
  comments: "The source whose events start the flow.",
};

const eventTypes = withChoices(
  choiceList(
    {
      label: CHOICE_LABELS.eventTypes,
      comments:
        "The types of the events that start the flow: track, identify, page, screen, group or alias. If left empty, track with Event Names, otherwise all types.",
      example: "track",
    },
    EVENT_TYPES,
  ),
  EVENT_TYPE_LABELS,
);

const eventNames = {
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(
    {
      label: CHOICE_LABELS.eventNames,
      comments:
        "The names of the track events that start the flow, in Segment's spelling. If left empty, track events of all names.",
      example: "Order Completed",
    },
    asList(asEventName),
    "at least one name",
  ),
};

const condition = text(
  {
    label: CHOICE_LABELS.condition,
    comments:
      "The condition in FQL that events must meet to start the flow. Only without Event Types and Event Names. If left empty, those two decide.",
    example: 'type = "track" and properties.total > 100',
  },
  LONGEST_CONDITION,
);

interface Values extends EventChoice {
  connectionInput: unknown;
  region: Region;
  sourceId: string;
}

/** Returns the secrets of the flow and of the connection's API key. */
const secretsOf = ({ connectionInput }: Values, flow: FlowIdentity) =>
  flowSecrets(readCredentials(connectionInput).token, flow);

const stepOf = (context: ActionContext, { connectionInput, region }: Values): StepContext =>
  createStepContext(context, label, {
    connection: connectionInput,
    region,
    actionMs: HANDLER_MS,
  });

const BY_HAND =
  "Without this right, set up a Webhooks (Actions) destination in Segment by hand and start the flow with the trigger Webhook.";

/** Explains a failure in words of the trigger's inputs, if it can. */
function explained(error: unknown, { connectionInput, region, sourceId }: Values): unknown {
  if (!isCallError(error)) return error;
  if (error.status === 403) return withProgress(error, BY_HAND);
  if (error.outcome === "unknown") return withProgress(error, "The next deployment looks it up.");
  const isSource = error.status === 404 && error.path === "/sources/{sourceId}";
  if (!isSource) return error;
  const { workspace } = readCredentials(connectionInput);
  return inputError(
    anySourceId.label,
    `a source of the workspace ${workspace} in the ${REGION_NAMES[region]} region`,
    `${sourceId}, which is not there: it may be in another workspace or region`,
  );
}

/** Returns the address of the flow, and the API key that it demands, if it does. */
function endpointOf({ webhookUrls, webhookApiKeys }: ActionContext, { flowName }: FlowIdentity) {
  const url = webhookUrls?.[flowName];
  if (url) return { url, endpointKey: webhookApiKeys?.[flowName]?.[0] };
  throw new SpectralError(`${label}: the platform did not give the address of the flow`);
}

async function deploy(context: ActionContext, values: Values): Promise<void> {
  const trigger = conditionOf(values);
  const flow = flowIdentity(context, label);
  const secrets = secretsOf(values, flow);
  const wanted = {
    sourceId: values.sourceId,
    flow,
    trigger,
    secrets,
    ...endpointOf(context, flow),
  };
  try {
    await provision(stepOf(context, values), label, wanted);
  } catch (error) {
    throw explained(error, values);
  }
}

/** Never fails, so that an instance can be removed whatever became of its workspace. */
async function remove(context: ActionContext, values: Values): Promise<void> {
  const { info } = quietLogger(context.logger);
  const kept = (destination: string, error: unknown): void => {
    const advice = `The destination ${destination} was not removed: delete it by hand.`;
    info((toOwnError(withProgress(error, advice), label) as Error).message);
  };
  let marker = "of the flow";
  try {
    const flow = flowIdentity(context, label);
    marker = `with ${markerOf(flow)} in its name`;
    await unprovision(stepOf(context, values), flow, kept);
  } catch (error) {
    kept(marker, error);
  }
}

/** Receives the events of a source through a destination that each deployment creates or updates. */
export const sourceEvents = eventTrigger({
  label,
  description:
    "Start the flow for events of a source. Each deployment creates or updates the destination that sends them.",
  inputs: { connectionInput: connection, region, sourceId, eventTypes, eventNames, condition },
  checks(values, context) {
    const { sharedSecret, header } = secretsOf(values, flowIdentity(context, label));
    return { sharedSecret, header, covers: "all" };
  },
  refusalAdvice: "If the API key of the connection was replaced, deploy the instance again.",
  lifecycle: { create: deploy, delete: remove },
  example: [receivedEvent],
});
