import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { StepContext } from "../api/step";
import type { Models } from "../contract/models";
import { INSERT_TYPES } from "../inputs/resourceType";
import { inputError } from "../values/inputError";
import { type DescribedSettings, type Existing, settingFromFunctionSetting } from "./setting";

const listFunctions = listAll("listFunctions", "GET /functions", "functions", []);
const getFunction = callOperation("getFunction", "GET /functions/{functionId}", ["function"]);
const getInstance = callOperation(
  "getInsertFunctionInstance",
  "GET /insert-function-instances/{instanceId}",
  ["insertFunctionInstance.classId"],
);

/** Reads the settings that a function asks for. */
export async function readDefinitions(
  { client }: StepContext,
  { functionId }: { functionId: string },
): Promise<Models["FunctionSettingV1"][]> {
  return (await getFunction(client, { functionId })).function?.settings ?? [];
}

/**
 * Describes the settings that an insert function asks for. Instances name their function without the
 * prefix of its ID, so this searches the lists of functions.
 * @throws an input error if the workspace has no such insert function.
 */
export const describeInsertFunction = (
  step: StepContext,
  { functionId }: { functionId: string },
): Promise<DescribedSettings & { typeId: string }> =>
  step.once(["insert function", functionId], async () => {
    for (const resourceType of INSERT_TYPES) {
      const all = await listFunctions(step.client, { resourceType });
      const found = all.find(({ id }) => id === functionId || id?.endsWith(`_${functionId}`));
      const { id } = found ?? {};
      if (!found || id === undefined) continue;
      const settings = (await readDefinitions(step, { functionId: id })).map(
        settingFromFunctionSetting,
      );
      const of = found.displayName ?? id;
      return { of, settings, listedIn: `the settings of ${of}`, typeId: id };
    }
    throw inputError(
      "Function ID",
      "an insert function of the workspace",
      JSON.stringify(functionId),
    );
  });

/** Describes the settings of an existing instance of an insert function. */
export async function describeInsertFunctionInstance(
  step: StepContext,
  { instanceId }: { instanceId: string },
): Promise<Existing> {
  const { insertFunctionInstance } = await getInstance(step.client, { instanceId });
  const { classId, settings, encryptedSettings } = insertFunctionInstance;
  const described = await describeInsertFunction(step, { functionId: classId });
  return { ...described, values: { ...settings, ...encryptedSettings } };
}
