import { isDeepStrictEqual } from "node:util";
import { type Difference, wasAndIs } from "./difference";
import { entriesOf, fieldsOf, listOf, type OpenApi } from "./document";
import { type Operation, operationComparer, operationsOf, routeShape } from "./operations";

/** A difference with its operation; none for the document itself. */
export interface Located extends Difference {
  operation?: { id: string; route: string };
}

/** Every difference of another document from the contract. */
export interface Comparison {
  differences: Located[];
  operations: { contract: number; other: number };
  /** The extensions that only one document has, which are not compared. */
  unshared: string[];
}

/**
 * Compares another document with the contract, at every level of every operation.
 * @throws Refusal if a document cannot be read in some place.
 */
export function compareDocuments(contract: OpenApi, other: OpenApi): Comparison {
  const left = operationsOf(contract);
  const right = operationsOf(other);
  const { compareOperations, unshared } = operationComparer(contract, other);
  const partners = pairOperations(left, right);
  const paired = new Set(partners.values());
  const pairs = [...partners].flatMap(([was, is]) => (is ? [{ was, is }] : []));
  const inBoth = pairs.flatMap(({ was, is }) =>
    compareOperations(was, is).map((difference) => ({ ...difference, operation: is })),
  );
  const gone = left.filter((operation) => !partners.get(operation));
  const added = right.filter((operation) => !paired.has(operation));
  return {
    differences: [
      ...added.map((operation) => ({
        kind: "newOperation" as const,
        place: "",
        text: "",
        operation,
      })),
      ...gone.map((operation) => ({ ...removal(operation), operation })),
      ...withoutRepeats(inBoth, pairs.length),
      ...compareHosts(contract, other),
    ],
    operations: { contract: left.length, other: right.length },
    unshared,
  };
}

/** Pairs operations of the same route; a route that moved is known by its operationId. */
function pairOperations(
  left: readonly Operation[],
  right: readonly Operation[],
): Map<Operation, Operation | undefined> {
  const byRoute = new Map(right.map((operation) => [routeShape(operation), operation]));
  const byId = new Map(right.map((operation) => [operation.id, operation]));
  const known = new Set(left.map(routeShape));
  return new Map(
    left.map((operation) => {
      const moved = byId.get(operation.id);
      const partner = moved && !known.has(routeShape(moved)) ? moved : undefined;
      return [operation, byRoute.get(routeShape(operation)) ?? partner];
    }),
  );
}

function removal({ fields }: Operation): Difference {
  const availability = fields["x-availability"] ?? "current";
  return availability === "current"
    ? { kind: "removedOperation", place: "", text: "" }
    : { kind: "keptOperation", place: "", text: String(availability) };
}

/** Says a difference of every operation once. */
function withoutRepeats(differences: readonly Located[], operations: number): Located[] {
  const byText = new Map<string, Located[]>();
  for (const difference of differences) {
    const { kind, place, text } = difference;
    const key = JSON.stringify([kind, place, text]);
    const same = byText.get(key);
    if (same) same.push(difference);
    else byText.set(key, [difference]);
  }
  return [...byText.values()].flatMap((same) => {
    const [{ kind, place, text }] = same as [Located];
    const isEverywhere = operations > 1 && same.length === operations;
    return isEverywhere ? [{ kind, place, text, operation: EVERY }] : same;
  });
}

const EVERY = { id: "every operation", route: "" };

function compareHosts(contract: OpenApi, other: OpenApi): Located[] {
  const urls = (document: OpenApi) =>
    listOf(document, "servers", document.root.servers).map(
      (server) => fieldsOf(document, "servers", server).url,
    );
  const [was, is] = [urls(contract), urls(other)];
  const host = (url: unknown, text: string): Located => ({
    kind: "hosts",
    place: "servers",
    text: `${text}: ${String(url)}`,
  });
  return [
    ...is.filter((url) => !was.includes(url)).map((url) => host(url, "new")),
    ...was.filter((url) => !is.includes(url)).map((url) => host(url, "gone")),
    ...compareSecurity(contract, other),
  ];
}

function compareSecurity(contract: OpenApi, other: OpenApi): Located[] {
  const schemes = (document: OpenApi) => {
    const { securitySchemes } = fieldsOf(document, "components", document.root.components ?? {});
    return Object.fromEntries(
      entriesOf(document, "components.securitySchemes", securitySchemes).map(([name, scheme]) => {
        const { description, ...others } = fieldsOf(document, "components.securitySchemes", scheme);
        return [name, others];
      }),
    );
  };
  const pairs = [
    ["security", contract.root.security, other.root.security],
    ["components.securitySchemes", schemes(contract), schemes(other)],
  ] as const;
  return pairs
    .filter(([, was, is]) => !isDeepStrictEqual(was, is))
    .map(([place, was, is]) => ({ kind: "hosts", place, text: wasAndIs(was, is) }));
}
