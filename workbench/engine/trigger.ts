import type { BuiltTrigger } from "../../platform/component";
import { NO_ENDPOINT } from "../../platform/run/trigger";
import type { StepCall, TriggerRequest } from "../protocol";

const NO_REQUEST: TriggerRequest = { headers: {}, body: "" };

/** The body as the platform hands it on: JSON as a value, anything else as text. */
function readBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Calls a trigger with a request, as the platform does. */
export async function callTrigger(
  trigger: BuiltTrigger,
  {
    context,
    params,
    call,
  }: { context: Record<string, unknown>; params: Record<string, unknown>; call: StepCall },
): Promise<{ result: unknown; instanceState?: Record<string, unknown> }> {
  const { headers, body } = call.request ?? NO_REQUEST;
  const contentType =
    Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ??
    "application/json";
  const payload = {
    ...NO_ENDPOINT,
    headers,
    queryParameters: {},
    rawBody: { data: body, contentType },
    body: { data: readBody(body), contentType },
    pathFragment: "",
    executionId: context.executionId,
    startedAt: context.startedAt,
    flow: context.flow,
    integration: context.integration,
    instance: context.instance,
    customer: context.customer,
    user: context.user,
    globalDebug: false,
  };
  const returned = await trigger.perform(
    { ...context, batch: { enabled: false } },
    payload,
    params,
  );
  const { instanceState, ...result } = returned ?? { payload };
  return {
    result,
    instanceState: { ...(context.instanceState as object), ...instanceState },
  };
}
