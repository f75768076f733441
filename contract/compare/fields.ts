import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../../cli/errors";
import { type Difference, type Kind, wasAndIs } from "./difference";
import type { Fields, OpenApi } from "./document";
import { describeShape, includes, pairAlternatives, type Shape, shapeReader } from "./shape";

/** The direction of a value: a request sends it, or a response returns it. */
export type Direction = "request" | "response";

/** The largest number of pairs of schemas in one operation. Segment's largest has some thousand. */
const MOST_PAIRS = 200_000;
const MOST_LEVELS = 200;

/** The place of a schema: a part of the operation, such as `response 200`, and a path in it. */
export interface Place {
  part: string;
  path: string;
}

const textOf = ({ part, path }: Place): string => `${part} ${path}`.trimEnd();
const inside = ({ part, path }: Place, name: string): Place => ({
  part,
  path: path === "" ? name : `${path}.${name}`,
});
const extended = ({ part, path }: Place, end: string): Place => ({ part, path: `${path}${end}` });

/** Compares schemas of two documents at every level. */
export function schemaComparer(contract: OpenApi, other: OpenApi) {
  const contractShape = shapeReader(contract);
  const otherShape = shapeReader(other);

  /**
   * Returns the differences of the other document's schema.
   * @throws Refusal for a schema that cannot be read, or with too many levels.
   */
  return function compareSchemas(
    left: unknown,
    right: unknown,
    at: Place,
    direction: Direction,
  ): Difference[] {
    const open = new Map<Shape, Set<Shape>>();
    let pairs = 0;

    function walk(left: unknown, right: unknown, place: Place, level: number): Difference[] {
      const was = contractShape(left, textOf(place));
      const is = otherShape(right, textOf(place));
      const partners = open.get(was) ?? new Set();
      open.set(was, partners);
      // A pair inside itself is already being compared.
      if (partners.has(is)) return [];
      if (++pairs > MOST_PAIRS || level > MOST_LEVELS) {
        throw new Refusal(`${other.name}: ${at.part}: expected fewer levels of schemas`);
      }
      partners.add(is);
      const differences = compareValues(was, is, textOf(place), direction);
      if (isSameKind(was, is)) {
        differences.push(
          ...compareProperties(was, is, place, level),
          ...pairsInside(was, is, place).flatMap((pair) =>
            walk(pair.left, pair.right, pair.place, level + 1),
          ),
          ...changedAlternatives(was, is, place),
        );
      }
      partners.delete(is);
      if (was.from === undefined) return differences;
      return differences.map((difference) => ({ ...difference, kind: "keptField" }));
    }

    function compareProperties(was: Shape, is: Shape, place: Place, level: number): Difference[] {
      const names = new Set([...was.properties.keys(), ...is.properties.keys()]);
      return [...names].flatMap((name): Difference[] => {
        const inner = inside(place, name);
        const text = textOf(inner);
        const before = was.properties.get(name);
        const after = is.properties.get(name);
        const isRequired = is.required.has(name);
        if (before === undefined) {
          const shape = describeShape(otherShape(after, text));
          return [newField(direction, text, isRequired, shape)];
        }
        const { from } = contractShape(before, text);
        if (after === undefined) {
          return [{ kind: from ? "keptField" : kindOfGone(direction), place: text, text: "gone" }];
        }
        const isAsRequired = was.required.has(name) === isRequired;
        return [
          ...(isAsRequired ? [] : [changedNeed(direction, text, isRequired)]),
          ...walk(before, after, inner, level + 1),
        ];
      });
    }

    return walk(left, right, at, 0);
  };
}

/** Returns false if what is inside two values has nothing in common; their types differ, which is said. */
function isSameKind(was: Shape, is: Shape): boolean {
  if (was.alternatives.length > 0 !== is.alternatives.length > 0) return false;
  const isAny = was.types.length === 0 || is.types.length === 0;
  return isAny || was.types.some((type) => is.types.includes(type));
}

/** The schemas of entries, free names and alternatives that both sides have. */
function pairsInside(was: Shape, is: Shape, place: Place) {
  const pairs: { left: unknown; right: unknown; place: Place }[] = [];
  if (was.items !== undefined || is.items !== undefined) {
    pairs.push({ left: was.items ?? true, right: is.items ?? true, place: extended(place, "[]") });
  }
  if (was.additional !== undefined && is.additional !== undefined) {
    pairs.push({ left: was.additional, right: is.additional, place: inside(place, "*") });
  }
  for (const { left, right } of pairAlternatives(was.alternatives, is.alternatives)) {
    if (!left || !right) continue;
    const end = `|${left.label}`;
    pairs.push({ left: left.schema, right: right.schema, place: extended(place, end) });
  }
  return pairs;
}

function changedAlternatives(was: Shape, is: Shape, place: Place): Difference[] {
  return pairAlternatives(was.alternatives, is.alternatives).flatMap(({ left, right }) => {
    if (left && right) return [];
    const label = (left ?? right)?.label ?? "";
    const text = left ? "alternative gone" : "new alternative";
    return [{ kind: "type", place: textOf(extended(place, `|${label}`)), text }];
  });
}

/** A field that the contract does not have. */
export function newField(
  direction: Direction,
  place: string,
  required: boolean,
  shape: string,
): Difference {
  const kind = direction === "response" ? "newResponse" : required ? "nowRequired" : "newRequest";
  return { kind, place, text: `new${required ? ", required" : ""}: ${shape}` };
}

/** A field that became required or optional. */
export function changedNeed(direction: Direction, place: string, required: boolean): Difference {
  return {
    kind: kindOfNeed(direction, required),
    place,
    text: required ? "now required" : "now optional",
  };
}

const kindOfGone = (direction: Direction): Kind =>
  direction === "request" ? "goneRequest" : "goneResponse";

function kindOfNeed(direction: Direction, required: boolean): Kind {
  if (direction === "request") return required ? "nowRequired" : "nowOptional";
  return required ? "alwaysThere" : "maybeMissing";
}

/** Compares two values without what is inside them. */
function compareValues(was: Shape, is: Shape, place: string, direction: Direction): Difference[] {
  const differences: Difference[] = [];
  const found = (kind: Kind, text: string) => differences.push({ kind, place, text });
  const wasSeveral = was.alternatives.length > 0;
  const isSeveral = is.alternatives.length > 0;
  if (wasSeveral !== isSeveral || !isDeepStrictEqual(was.types, is.types)) {
    found("type", `was ${describeShape(was)}, is ${describeShape(is)}`);
  }
  if (was.nullable !== is.nullable) {
    const kind = direction === "request" ? "type" : kindOfNeed(direction, was.nullable);
    found(kind, is.nullable ? "may now be null" : "no longer null");
  }
  if (was.additional === undefined && is.additional !== undefined)
    found("type", "now takes any name");
  if (was.additional !== undefined && is.additional === undefined) {
    found("type", "no longer takes any name");
  }
  for (const text of changedSet(was.values, is.values)) found("values", text);
  for (const [name, text] of changedKeywords(was.limits, is.limits)) {
    found(name === "format" ? "type" : "limit", text);
  }
  for (const [, text] of changedKeywords(was.others, is.others)) found("other", text);
  return differences;
}

/** Describes the difference of two sets of values; undefined is any value. */
function changedSet(
  was: readonly unknown[] | undefined,
  is: readonly unknown[] | undefined,
): string[] {
  const list = (values: readonly unknown[]) =>
    values.map((value) => JSON.stringify(value)).join(", ");
  if (!was || !is) {
    if (was) return [`now any value, was one of ${list(was)}`];
    return is ? [`was any value, is one of ${list(is)}`] : [];
  }
  const added = is.filter((value) => !includes(was, value));
  const gone = was.filter((value) => !includes(is, value));
  return [
    ...(added.length > 0 ? [`new: ${list(added)}`] : []),
    ...(gone.length > 0 ? [`gone: ${list(gone)}`] : []),
  ];
}

/** Describes the keywords that differ, by name. */
export function changedKeywords(was: Fields, is: Fields): [name: string, text: string][] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names
    .filter((name) => !isDeepStrictEqual(was[name], is[name]))
    .map((name) => [name, `${name} ${wasAndIs(was[name], is[name])}`]);
}
