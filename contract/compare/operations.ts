import type { Difference } from "./difference";
import { entriesOf, type Fields, fieldsOf, listOf, type OpenApi } from "./document";
import { changedKeywords, changedNeed, type Direction, newField, schemaComparer } from "./fields";
import { describeShape, shapeReader } from "./shape";

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

/** An operation of a document. */
export interface Operation {
  id: string;
  /** Method and path, such as `GET /sources/{sourceId}`. */
  route: string;
  fields: Fields;
  parameters: ReadonlyMap<string, Fields>;
}

/** Returns the operations of a document, in its order. */
export function operationsOf(document: OpenApi): Operation[] {
  return withoutExtensions(entriesOf(document, "paths", document.root.paths)).flatMap((entry) => {
    const [path, item] = entry;
    const methods = fieldsOf(document, path, item);
    return METHODS.filter((method) => methods[method] !== undefined).map((method) => {
      const route = `${method.toUpperCase()} ${path}`;
      const fields = fieldsOf(document, route, methods[method]);
      const lists = [methods.parameters, fields.parameters].flatMap((list) =>
        listOf(document, `${route}: parameters`, list),
      );
      const parameters = lists.map((parameter): [string, Fields] => {
        const own = fieldsOf(document, `${route}: parameters`, parameter);
        // Names of headers have no case.
        const name = own.in === "header" ? String(own.name).toLowerCase() : own.name;
        return [`${own.in} ${name}`, own];
      });
      const id = String(fields.operationId ?? route);
      return { id, route, fields, parameters: new Map(parameters) };
    });
  });
}

const withoutExtensions = (entries: [string, unknown][]): [string, unknown][] =>
  entries.filter(([name]) => !name.startsWith("x-"));

const PLACEHOLDER = /\{([^}]*)\}/g;

/** Returns the route of an operation without the names of its placeholders. */
export const routeShape = ({ route }: Operation): string => route.replaceAll(PLACEHOLDER, "{}");

/**
 * Returns the parameters of the other operation under the names that the contract has for them: on the
 * wire, the name of a placeholder is nothing but its place.
 */
function renamed(was: Operation, is: Operation): Operation["parameters"] {
  if (routeShape(was) !== routeShape(is)) return is.parameters;
  const placeholders = ({ route }: Operation) =>
    [...route.matchAll(PLACEHOLDER)].map(([, name]) => `path ${name}`);
  const names = placeholders(was);
  const ours = new Map(placeholders(is).map((name, index) => [name, names[index] ?? name]));
  return new Map([...is.parameters].map(([name, fields]) => [ours.get(name) ?? name, fields]));
}

/** The fields of an operation that are compared by their meaning, and those that are prose. */
const READ = new Set(["parameters", "requestBody", "responses", "description", "externalDocs"]);

const JSON_TYPE = "application/json";
/** The place of a rate limit in Segment's own documents. */
const RATE = /(?<![\d,])([\d,]+)\s+requests\s+per\s+minute/i;

/** Compares operations of two documents. */
export function operationComparer(contract: OpenApi, other: OpenApi) {
  const compareSchemas = schemaComparer(contract, other);
  const otherShape = shapeReader(other);
  const contractExtensions = extensionsOf(contract);
  const otherExtensions = extensionsOf(other);
  const isShared = (name: string) =>
    !name.startsWith("x-") || (contractExtensions.has(name) && otherExtensions.has(name));
  const contractTypes = mediaTypesOf(contract);

  function compareDescriptions(was: Operation, is: Operation): Difference[] {
    const described = ({ fields }: Operation): Fields =>
      Object.fromEntries(
        Object.entries(fields).filter(
          ([name, value]) =>
            !READ.has(name) && isShared(name) && !(name === "deprecated" && value === false),
        ),
      );
    const rate = "x-rate-limit-per-minute";
    const before = { ...described(was), path: was.route };
    const after = { ...described(is), path: is.route };
    const isInText = !otherExtensions.has(rate);
    const text = String(is.fields.description ?? "");
    const perMinute = RATE.exec(text)?.[1]?.replaceAll(",", "");
    if (isInText) {
      Object.assign(before, { [rate]: was.fields[rate] });
      Object.assign(after, { [rate]: perMinute === undefined ? undefined : Number(perMinute) });
    }
    return changedKeywords(before, after).map(([name, text]) => ({
      kind: name.startsWith("x-rate-limit") ? "limit" : "described",
      place: "",
      text,
    }));
  }

  function compareParameters(was: Operation, is: Operation): Difference[] {
    const parameters = renamed(was, is);
    const names = new Set([...was.parameters.keys(), ...parameters.keys()]);
    return [...names].flatMap((name): Difference[] => {
      const before = was.parameters.get(name);
      const after = parameters.get(name);
      const isRequired = after?.required === true;
      if (before === undefined) {
        const shape = describeShape(otherShape(schemaOf(after), name));
        return [newField("request", name, isRequired, shape)];
      }
      if (after === undefined) return [{ kind: "goneRequest", place: name, text: "gone" }];
      const isAsRequired = (before.required === true) === isRequired;
      const [part = "", ...path] = name.split(" ");
      return [
        ...(isAsRequired ? [] : [changedNeed("request", name, isRequired)]),
        ...changedKeywords(notation(before), notation(after)).map(
          ([, text]): Difference => ({ kind: "wire", place: name, text }),
        ),
        ...compareSchemas(
          schemaOf(before),
          schemaOf(after),
          { part, path: path.join(" ") },
          "request",
        ),
      ];
    });
  }

  /** Notation of a parameter on the wire. */
  function notation({ in: place, style, explode, content, ...others }: Fields): Fields {
    const usual = place === "query" || place === "cookie" ? "form" : "simple";
    const written = style ?? usual;
    const extensions = Object.entries(others).filter(
      ([name, value]) =>
        (name.startsWith("x-") && isShared(name)) ||
        (["deprecated", "allowReserved", "allowEmptyValue"].includes(name) && value === true),
    );
    return {
      ...Object.fromEntries(extensions),
      content: content && Object.keys(content).join(", "),
      style: written,
      explode: explode ?? written === "form",
    };
  }

  function compareBodies(was: Operation, is: Operation): Difference[] {
    const before = was.fields.requestBody;
    const after = is.fields.requestBody;
    if (before === undefined && after === undefined) return [];
    const place = "request";
    const left = before === undefined ? {} : fieldsOf(contract, place, before);
    const right = after === undefined ? {} : fieldsOf(other, place, after);
    const isRequired = right.required === true;
    if (before === undefined) return [newField("request", place, isRequired, "a body")];
    if (after === undefined) return [{ kind: "goneRequest", place, text: "gone" }];
    const isAsRequired = (left.required === true) === isRequired;
    return [
      ...(isAsRequired ? [] : [changedNeed("request", place, isRequired)]),
      ...compareContents(left.content, right.content, place, "request"),
    ];
  }

  function compareResponses(was: Operation, is: Operation): Difference[] {
    const before = responsesOf(contract, was);
    const after = responsesOf(other, is);
    const gone = [...before.keys()].filter((status) => !after.has(status));
    const added = [...after.keys()].filter((status) => !before.has(status));
    const [goneSuccess] = gone.filter(isSuccess);
    const [newSuccess] = added.filter(isSuccess);
    const isMoved = goneSuccess !== undefined && newSuccess !== undefined;
    const pairs = [...before.keys()]
      .filter((status) => after.has(status))
      .map((status) => [status, status]);
    if (isMoved) pairs.push([goneSuccess, newSuccess]);
    return [
      ...gone.map(
        (status): Difference => ({ kind: "status", place: `response ${status}`, text: "gone" }),
      ),
      ...added.map(
        (status): Difference => ({ kind: "status", place: `response ${status}`, text: "new" }),
      ),
      ...pairs.flatMap(([status = "", now = ""]) => {
        const place = `response ${now}`;
        const left = fieldsOf(contract, place, before.get(status));
        const right = fieldsOf(other, place, after.get(now));
        return compareContents(left.content, right.content, place, "response");
      }),
    ];
  }

  /** Compares the bodies of a request or a response in every media type, the same pair only once. */
  function compareContents(
    leftContent: unknown,
    rightContent: unknown,
    part: string,
    direction: Direction,
  ): Difference[] {
    const left: Fields = Object.fromEntries(entriesOf(contract, part, leftContent));
    const right: Fields = Object.fromEntries(entriesOf(other, part, rightContent));
    const usual = left[JSON_TYPE] ?? Object.values(left)[0];
    const gone = Object.keys(left).filter((type) => !Object.hasOwn(right, type));
    const added = Object.keys(right).filter(
      (type) => !Object.hasOwn(left, type) && (direction === "request" || !contractTypes.has(type)),
    );
    const pairs = new Map<string, { left: unknown; right: unknown; types: string[] }>();
    for (const [type, content] of Object.entries(right)) {
      if (usual === undefined || (!Object.hasOwn(left, type) && !added.includes(type))) continue;
      const before = schemaOf(fieldsOf(contract, part, left[type] ?? usual));
      const after = schemaOf(fieldsOf(other, part, content));
      const key = JSON.stringify([before, after]);
      const pair = pairs.get(key) ?? { left: before, right: after, types: [] };
      pair.types.push(type);
      pairs.set(key, pair);
    }
    return [
      ...added.map(
        (type): Difference => ({ kind: "mediaType", place: part, text: `new: ${type}` }),
      ),
      ...gone.map(
        (type): Difference => ({ kind: "mediaType", place: part, text: `gone: ${type}` }),
      ),
      ...[...pairs.values()].flatMap(({ left, right, types }) => {
        const label = pairs.size > 1 ? `${part} (${types.join(", ")})` : part;
        return compareSchemas(left, right, { part: label, path: "" }, direction);
      }),
    ];
  }

  return {
    /** Returns the differences of an operation that both documents have. */
    compareOperations: (was: Operation, is: Operation): Difference[] => [
      ...compareDescriptions(was, is),
      ...compareParameters(was, is),
      ...compareBodies(was, is),
      ...compareResponses(was, is),
    ],
    /** The extensions that only one document has, which are not compared. */
    unshared: [...new Set([...contractExtensions, ...otherExtensions])]
      .filter((name) => !isShared(name))
      .toSorted(),
  };
}

const isSuccess = (status: string): boolean => status.startsWith("2");

/** The responses of an operation, by their status. */
const responsesOf = (document: OpenApi, { fields, route }: Operation): Map<string, unknown> =>
  new Map(withoutExtensions(entriesOf(document, `${route}: responses`, fields.responses)));

/** The schema of a parameter, which may stand in its only media type, or of a body; any value without one. */
function schemaOf(fields: Fields | undefined): unknown {
  const [content] = Object.values(fields?.content ?? {});
  return fields?.schema ?? content?.schema ?? true;
}

/** The extensions of operations and parameters. */
function extensionsOf(document: OpenApi): Set<string> {
  const all = operationsOf(document).flatMap(({ fields, parameters }) => [
    fields,
    ...parameters.values(),
  ]);
  return new Set(all.flatMap(Object.keys).filter((name) => name.startsWith("x-")));
}

/** Every media type of a document's bodies. */
function mediaTypesOf(document: OpenApi): Set<string> {
  const types = operationsOf(document).flatMap((operation) => {
    const { fields, route } = operation;
    const bodies = [fields.requestBody ?? {}, ...responsesOf(document, operation).values()];
    return bodies.flatMap((body) => {
      const { content } = fieldsOf(document, route, body);
      return entriesOf(document, route, content).map(([type]) => type);
    });
  });
  return new Set(types);
}
