import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { ACTION_KEYS, builtAction } from "./component";
import { allows, resolved } from "./contract";
import { mutationsOf } from "./mutations";
import { operationOf } from "./operationOf";
import { sampleOf } from "./samples";

// Each schema is used for one action only: to optimize its code would take longer than to run it.
const ajv = new Ajv2020({ strict: false, code: { optimize: false } });
addFormats(ajv);

const fitsOf = (action: string): ((value: unknown) => boolean) =>
  ajv.compile(JSON.parse(builtAction(action).outputSchema?.schema ?? "false"));

test.each(ACTION_KEYS)("the output schema of %s says what the contract says", (action) => {
  const schema = resolved(operationOf(action).response).properties?.data ?? {};
  const fits = fitsOf(action);
  expect(fits({})).toBe(false);
  for (const fullness of ["full", "minimal"] as const) {
    const right = sampleOf(schema, fullness, "response");
    expect(fits({ data: right })).toBe(true);
    const mutations = mutationsOf(schema, right);
    const wrong = mutations.filter(([, data]) => fits({ data }) !== allows(schema, data));
    expect(wrong.map(([change]) => change)).toEqual([]);
  }
});
