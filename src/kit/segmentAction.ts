import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import { createOperation } from "../api/operation";
import { removeChunks, splitQuery } from "../api/queryChunks";
import { readComplete, readLenient } from "../api/readResponse";
import { createStepContext, type PlatformContext, withOwnErrors } from "../api/step";
import { jsonSchema } from "../contract/jsonSchema";
import type { OperationName } from "../contract/operations";
import { operationContract, withMarks } from "../contract/runtimeContract";
import type { Region } from "../http/hosts";
import { LIMITS } from "../http/limits";
import { placeholdersIn, type Route } from "../http/request";
import { readPlainEnvelope } from "../http/response";
import { connection } from "../inputs/connection";
import { toggle } from "../inputs/fields";
import { chosenPages, pagingInputs } from "../inputs/paging";
import { region } from "../inputs/region";
import { refuseIllFormed } from "../values/wellFormed";
import { type Declaration, planInputs } from "./declaration";
import { operationLabel } from "./operationLabel";

/** Offered if the path alone names what is deleted. A list in the query can fail for one of its items. */
const succeedWhenGone = toggle({
  label: "Succeed When Gone",
  comments: "When true, the step succeeds if what it deletes is already gone.",
});

/**
 * Makes the spectral action of one operation of the Public API. It returns `{ data: <Segment's
 * response> }`; errors begin with the label. These do not compile: an unknown operation, a
 * placeholder or an argument without an input, a stray input, an `at` with an unknown path, a cleaner
 * of the wrong type, a wrong enum name, an example that is not the response model, a paged operation
 * without `pages`.
 *
 * Inputs stand in this order: connection, region, the declared inputs, paging. A step that reads a
 * list thus asks first for which list, then for the filters, then for the page.
 * @param name the operationId; the contract gives its media type and the schema of its response. In
 *   words, it is the label, unless the declaration has another one.
 * @returns the function that makes it, called when the step is first read.
 */
export function segmentAction<
  const Name extends OperationName,
  const Path extends Route,
  const Fields extends object,
>(name: Name, declaration: Declaration<Name, Path, Fields>): () => ActionDefinition<Inputs> {
  return () => {
    const { label = operationLabel(name), description, important, route, example } = declaration;
    const { readOnly, chunked } = declaration;
    const { inputs, toArgs, valuesFrom } = planInputs(name, declaration.inputs);
    const operation = createOperation(name, {
      route,
      readOnly,
      toArgs,
      pages: declaration.pages as string | readonly string[] | undefined,
    });
    const deletes = route.startsWith("DELETE");
    const deletesOne = deletes && Object.keys(inputs).length === placeholdersIn(route).length;
    // The response of a DELETE only confirms it, so the example also serves if the object is missing.
    const ifMissing = deletes ? { data: example } : undefined;
    // The cast: spectral infers parameters from literal inputs and cannot see through this spread.
    return action({
      display: { label, description: withMarks(name, description), important },
      performSafety: route.startsWith("GET") || readOnly ? "safe" : "notAllowed",
      inputs: {
        connectionInput: connection,
        region,
        ...inputs,
        ...pagingInputs(operation.lists),
        ...(deletesOne && { succeedWhenGone }),
      },
      perform: withOwnErrors(
        label,
        async (context: PlatformContext, params: Record<string, unknown>) => {
          const place = { connection: params.connectionInput, region: params.region as Region };
          const step = createStepContext(context, label, place);
          const { client } = step;
          const values = await valuesFrom(step, params);
          const pages = params.fetchAll ? {} : chosenPages(operation.lists, params);
          const request = operation.request(values, pages);
          // Check the values, not the query: only the values have the keys of their inputs.
          if (request.query) refuseIllFormed(values, (key) => String(inputs[key]?.label ?? key));
          if (params.fetchAll)
            return { data: await operation.all(client, values, readPlainEnvelope) };
          const listLabel = String(inputs[chunked ?? ""]?.label ?? chunked);
          const chunks = chunked ? splitQuery(request, chunked, listLabel) : [];
          if (chunks.length > 1) {
            const long = createStepContext(context, label, {
              ...place,
              actionMs: LIMITS.longActionMs,
            });
            return { data: await removeChunks(chunks, long, listLabel, readComplete(name)) };
          }
          const read = readLenient(name, readPlainEnvelope);
          const missingIsSuccess = params.succeedWhenGone === true;
          return { data: (await client.call(request, { ifMissing, missingIsSuccess, read })).data };
        },
      ),
      examplePayload: { data: { data: example as Record<string, unknown> } },
      // A getter, since a flow that runs never reads it.
      get outputSchema() {
        return {
          type: "actionOutput" as const,
          schema: jsonSchema({ data: operationContract(name).response }) as object,
        };
      },
    }) as unknown as ActionDefinition<Inputs>;
  };
}
