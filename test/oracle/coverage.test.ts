import { apiInputs, fieldFor } from "./calls";
import { ACTION_KEYS, type BuiltInput, built, builtAction } from "./component";
import { operations, resolved, type Schema } from "./contract";
import { type Field, fieldsOf, insideOf, pagesOf } from "./fields";
import { operationOf } from "./operationOf";

const PAGED = ACTION_KEYS.filter((action) => pagesOf(operationOf(action)).length > 0);

/** Every input that carries a value of its operation, with what it sets. */
const settings = ACTION_KEYS.flatMap((action) =>
  apiInputs(action).map((input) => ({
    name: `${action}.${input.key}`,
    action,
    input,
    field: fieldFor(action, input),
  })),
);

const namesWhere = (wanted: (input: BuiltInput, schema: Schema) => unknown): string[] =>
  settings.filter(({ input, field }) => wanted(input, field.schema)).map(({ name }) => name);

const refuses = (input: BuiltInput | undefined, value: unknown): boolean => {
  try {
    input?.clean?.(value);
    return false;
  } catch {
    return true;
  }
};

const pathOf = ({ path }: Field): string => path.join(".");

/** The fields that no input sets: neither by itself nor by inputs for everything inside it. */
function unset(fields: readonly Field[], set: ReadonlySet<string>): string[] {
  return fields.flatMap((field) => {
    if (set.has(pathOf(field))) return [];
    const inside = insideOf(field);
    const isSetInside = inside.some((one) => set.has(pathOf(one)));
    return isSetInside ? unset(inside, set) : [pathOf(field)];
  });
}

test("all 208 operations of the contract are actions, one each", () => {
  const called = ACTION_KEYS.map((action) => operationOf(action).operationId);
  expect(called.toSorted()).toEqual([...operations.keys()].toSorted());
  expect(new Set(called).size).toBe(208);
});

test("every action has the name of Segment's operation, unless the documentation has another", () => {
  const plain = (label: string) => label.toLowerCase();
  const others = ACTION_KEYS.filter((action) => {
    const { operationId, summary } = operationOf(action);
    return (
      operationId !== action || plain(summary) !== plain(built.actions[action]?.display.label ?? "")
    );
  });
  expect(others.toSorted()).toEqual([...CALLED_OTHERWISE].toSorted());
});

/** The documented actions whose key or label is not that of their operation. */
const CALLED_OTHERWISE = [
  "createUserInvites",
  "deleteDestinationSubscription",
  "deleteUser",
  "getDestinationSubscription",
  "listDestinationCatalog",
  "listDestinationSubscriptions",
  "listSourcesCatalog",
  "listWarehousesCatalog",
  "updateDestinationSubscription",
];

test.each(ACTION_KEYS)(
  "%s has an input for every field of its operation, and no two for one",
  (action) => {
    const set = apiInputs(action).map((input) => pathOf(fieldFor(action, input)));
    expect(unset(fieldsOf(operationOf(action)), new Set(set))).toEqual([]);
    expect(new Set(set).size).toBe(set.length);
  },
);

test("exactly the actions whose operation pages have the paging inputs", () => {
  expect(PAGED).toHaveLength(61);
  for (const action of ACTION_KEYS) {
    const expected = pagesOf(operationOf(action)).flatMap(({ count, cursor }) => [count, cursor]);
    const all = expected.length > 0 ? ["fetchAll", ...expected] : [];
    const paging = builtAction(action).inputs.filter(({ key }) =>
      /^fetchAll$|^count$|Count$|^cursor$|Cursor$/.test(key),
    );
    const own = paging.filter(({ key }) => !apiInputs(action).some((input) => input.key === key));
    expect([action, own.map(({ key }) => key)]).toEqual([action, all]);
  }
});

test.each(PAGED)("%s takes a count from the contract's least to its most, not beyond", (action) => {
  for (const { count, counts, cursor, cursors } of pagesOf(operationOf(action))) {
    const input = builtAction(action).inputs.find(({ key }) => key === count);
    const { minimum = Number.NaN, maximum = Number.NaN } = counts;
    expect([minimum, maximum].map((n) => input?.clean?.(String(n)))).toEqual([minimum, maximum]);
    expect(refuses(input, minimum - 1)).toBe(true);
    expect(refuses(input, maximum + 1)).toBe(true);
    expect(Number(input?.default)).toBe(Math.min(50, maximum));
    expect(input?.comments).toContain(`from 1 to ${maximum}.`);
    const from = builtAction(action).inputs.find(({ key }) => key === cursor);
    const first = cursors.type === "number" ? 0 : "0";
    expect(from?.clean?.("0")).toBe(first);
  }
});

test("every input of a fixed set of names offers those of the contract, and takes no other", () => {
  const choices = settings.filter(({ field }) => field.schema.enum);
  expect(choices.length).toBeGreaterThan(30);
  for (const { name, input, field } of choices) {
    const offered = input.model?.map(({ value }) => value).toSorted();
    expect([name, offered]).toEqual([name, field.schema.enum?.toSorted()]);
    expect([name, refuses(input, "NO_SUCH_NAME")]).toEqual([name, true]);
  }
});

test("every list of names of a fixed set takes those of the contract, and no other", () => {
  const lists = settings.filter(({ field }) => resolved(field.schema.items ?? {}).enum);
  expect(lists.map(({ name }) => name)).toHaveLength(2);
  for (const { input, field } of lists) {
    const names = resolved(field.schema.items ?? {}).enum ?? [];
    expect(input.clean?.(names)).toEqual(names);
    expect(refuses(input, [...names, "NO_SUCH_NAME"])).toBe(true);
  }
});

test("every boolean of the contract is a choice of true and false, and no other input is", () => {
  const isFlag = ({ model }: BuiltInput) =>
    model?.map(({ value }) => value).join() === "true,false";
  expect(namesWhere((input, schema) => isFlag(input) !== (schema.type === "boolean"))).toEqual([]);
});

test("every number of the contract is held to its range", () => {
  const numbers = settings.filter(({ field }) => /number|integer/.test(String(field.schema.type)));
  expect(numbers.length).toBeGreaterThan(5);
  for (const { name, input, field } of numbers) {
    const { minimum = 0, maximum } = field.schema;
    expect([name, input.clean?.(String(minimum))]).toEqual([name, minimum]);
    expect([name, refuses(input, "a few")]).toEqual([name, true]);
    expect([name, refuses(input, minimum - 1)]).toEqual([name, true]);
    if (maximum === undefined) {
      expect([name, input.clean?.(Number.MAX_SAFE_INTEGER)]).toEqual([
        name,
        Number.MAX_SAFE_INTEGER,
      ]);
      continue;
    }
    expect([name, input.clean?.(maximum)]).toEqual([name, maximum]);
    expect([name, refuses(input, maximum + 1)]).toEqual([name, true]);
  }
});

test("every text of the contract with a longest length is held to it", () => {
  const limited = settings.filter(({ field }) => field.schema.maxLength !== undefined);
  expect(limited).toHaveLength(2);
  for (const { name, input, field } of limited) {
    const longest = "é".repeat(field.schema.maxLength ?? 0);
    expect([name, input.clean?.(longest)]).toEqual([name, longest]);
    expect([name, refuses(input, `${longest}x`)]).toEqual([name, true]);
  }
});

test("every time and every date of the contract is refused when it is none", () => {
  // The contract says only of some times that they are times.
  const times = settings.filter(
    ({ input, field }) => /^date/.test(field.schema.format ?? "") || /Time$/.test(input.key),
  );
  expect(times.length).toBeGreaterThan(10);
  expect(times.filter(({ input }) => !refuses(input, "yesterday"))).toEqual([]);
});

test("every list and every object of the contract has an input that can hold one", () => {
  const wrong = namesWhere((input, { type, anyOf }) => {
    const holdsObject = input.collection === "keyvaluelist" || input.type === "code";
    const holdsList = input.collection === "valuelist" || input.type === "code";
    const isObject = type === "object" || anyOf?.some((one) => resolved(one).type === "object");
    return (isObject && !holdsObject) || (type === "array" && !holdsList);
  });
  expect(wrong).toEqual([]);
});

/** IDs that would change the path or get lost in it. */
const NO_IDS = ["..", ".", " a", "a ", "a\nb"];

test("every value that stands in a path is held to what can stand there", () => {
  const placed = ACTION_KEYS.flatMap((action) => {
    const inPath = operationOf(action).parameters.filter((one) => one.in === "path");
    const names = new Set(inPath.map(({ name }) => name));
    return apiInputs(action)
      .filter((input) => names.has(fieldFor(action, input).path[0] ?? ""))
      .map((input) => ({ name: `${action}.${input.key}`, input }));
  });
  expect(placed.length).toBeGreaterThan(150);
  const loose = placed.filter(({ input }) => !NO_IDS.every((value) => refuses(input, value)));
  expect(loose.map(({ name }) => name)).toEqual([]);
});

test("every list of ids is held to what an id can be, and every list of texts is not", () => {
  const lists = settings.filter(
    ({ input, field }) =>
      input.collection === "valuelist" && !resolved(field.schema.items ?? {}).enum,
  );
  // User input is text, even if its name ends like that of an id.
  const isText = (name: string) => /\.(subjectIds|filterByExternalIds)$/.test(name);
  for (const { name, input } of lists) {
    const isIds = /Ids?$/.test(input.key) && !isText(name);
    expect([name, refuses(input, [" a", ".."])]).toEqual([name, isIds]);
  }
});

/** Inputs written in a language of their own. */
const LANGUAGES: Readonly<Record<string, string>> = { code: "javascript", query: "sql" };

test("every source code is edited as such, and everything else in code inputs is JSON", () => {
  const wrong = settings.filter(({ name, input }) => {
    const isSource = /^(create|update)(Function|LivePlugin|ReverseEtlModel)\./.test(name);
    const language = isSource ? LANGUAGES[input.key] : undefined;
    if (language !== undefined) return input.language !== language;
    return input.type === "code" && input.language !== "json";
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test("an input is required if and only if the contract requires its field, except settings, which can also be JSON, and the parts of Definition", () => {
  const wrong = settings.filter(({ action, input, field }) => {
    const has = (other: string) => builtAction(action).inputs.some(({ key }) => key === other);
    const isTwofold =
      (has("settingsJson") && input.key === "settings") ||
      (has("definition") && (field.path[0] === "definition" || input.key === "description"));
    const isRequired = field.required && !isTwofold;
    return input.required !== isRequired;
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
