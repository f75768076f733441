import { apiInputs, apiName } from "./calls";
import { ACTION_KEYS, type BuiltInput, built, builtAction } from "./component";
import { type Operation, resolved, type Schema } from "./contract";
import { wrapperOf } from "./expected";
import { operationOf } from "./operationOf";

const isPaged = ({ parameters }: Operation) => parameters.some(({ name }) => name === "pagination");
const PAGED = ACTION_KEYS.filter((action) => isPaged(operationOf(action)));

/** The object that holds the fields of an operation's body. */
function bodyOf(operation: Operation): Schema {
  const wrapper = wrapperOf(operation);
  const body = resolved(operation.body?.schema ?? {});
  return wrapper ? resolved(body.properties?.[wrapper] ?? {}) : body;
}

/** Everything an operation takes besides its page, by the names of the contract. */
function fieldsOf(operation: Operation): Record<string, Schema> {
  const fields = Object.fromEntries(
    operation.parameters
      .filter(({ name }) => name !== "pagination")
      .map(({ name, schema }) => [name, resolved(schema)]),
  );
  for (const [name, schema] of Object.entries(bodyOf(operation).properties ?? {})) {
    fields[name] = resolved(schema);
  }
  return fields;
}

/** The names of what an operation requires. */
function requiredOf(operation: Operation): Set<string> {
  const parameters = operation.parameters.filter(({ required }) => required);
  return new Set([...parameters.map(({ name }) => name), ...(bodyOf(operation).required ?? [])]);
}

const inputsWhere = (wanted: (input: BuiltInput, field: Schema) => unknown) =>
  ACTION_KEYS.flatMap((action) => {
    const fields = fieldsOf(operationOf(action));
    return apiInputs(action)
      .map((input): [string, BuiltInput, Schema] => [
        `${action}.${input.key}`,
        input,
        fields[apiName(input.key)] ?? {},
      ])
      .filter(([, input, field]) => wanted(input, field));
  });

const inputOf = (action: string, key: string): BuiltInput | undefined =>
  builtAction(action).inputs.find((input) => input.key === key);

const refuses = (input: BuiltInput | undefined, value: unknown): boolean => {
  try {
    input?.clean?.(value);
    return false;
  } catch {
    return true;
  }
};

test("45 actions are there: the raw request and 44 that the oracle calls, one operation each", () => {
  expect(Object.keys(built.actions)).toHaveLength(45);
  expect(ACTION_KEYS).toHaveLength(44);
  const called = new Set(ACTION_KEYS.map((action) => operationOf(action).operationId));
  expect(called.size).toBe(44);
});

test.each(ACTION_KEYS)(
  "%s has an input for every field of its operation, and no other",
  (action) => {
    const inputs = apiInputs(action).map(({ key }) => apiName(key));
    expect(inputs.sort()).toEqual(Object.keys(fieldsOf(operationOf(action))).sort());
  },
);

test("exactly the 12 actions whose operation pages have the paging inputs", () => {
  expect(PAGED).toHaveLength(12);
  for (const action of ACTION_KEYS) {
    const paging = ["fetchAll", "count", "cursor"].filter((key) => inputOf(action, key));
    expect([action, paging.length]).toEqual([action, PAGED.includes(action) ? 3 : 0]);
  }
});

test.each(PAGED)("%s takes a count from the contract's least to its most, not beyond", (action) => {
  const pagination = operationOf(action).parameters.find(({ name }) => name === "pagination");
  const { minimum, maximum } = resolved(pagination?.schema ?? {}).properties?.count ?? {};
  const count = inputOf(action, "count");
  expect([minimum, maximum]).toEqual([1, 1000]);
  expect([Number(minimum), Number(maximum)].map((n) => count?.clean?.(String(n)))).toEqual([
    minimum,
    maximum,
  ]);
  expect(refuses(count, Number(minimum) - 1)).toBe(true);
  expect(refuses(count, Number(maximum) + 1)).toBe(true);
});

test("every input of a fixed set of names offers those of the contract, and takes no other", () => {
  const choices = inputsWhere((_input, field) => field.enum);
  expect(choices.map(([name]) => name)).toEqual([
    "getEventsVolumeFromWorkspace.granularity",
    "createFunction.resourceType",
    "listFunctions.resourceType",
  ]);
  for (const [name, input, field] of choices) {
    const offered = input.model?.map(({ value }) => value).sort();
    expect([name, offered]).toEqual([name, [...(field.enum ?? [])].sort()]);
    expect([name, refuses(input, "NO_SUCH_NAME")]).toEqual([name, true]);
  }
});

test("every boolean of the contract is a choice of true and false, and no other input is", () => {
  const isFlag = ({ model }: BuiltInput) =>
    model?.map(({ value }) => value).join() === "true,false";
  const flags = inputsWhere((input, field) => isFlag(input) || field.type === "boolean");
  const wrong = flags.filter(([, input, field]) => !isFlag(input) || field.type !== "boolean");
  expect(wrong.map(([name]) => name)).toEqual([]);
  expect(flags).toHaveLength(14);
});

test("every list and every object of the contract has an input that can hold one", () => {
  const wrong = inputsWhere((input, { type }) => {
    const holdsObject = input.collection === "keyvaluelist" || input.type === "code";
    const holdsList = input.collection === "valuelist" || input.type === "code";
    return (type === "object" && !holdsObject) || (type === "array" && !holdsList);
  });
  expect(wrong.map(([name]) => name)).toEqual([]);
});

test("an input is required exactly where the contract requires its field", () => {
  const wrong = ACTION_KEYS.flatMap((action) => {
    const needed = requiredOf(operationOf(action));
    return apiInputs(action)
      .filter(({ key, required }) => required !== needed.has(apiName(key)))
      .map(({ key }) => `${action}.${key}`);
  });
  expect(wrong).toEqual([]);
});
