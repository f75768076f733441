/** The facts about an operation that Segment publishes beside its parameters and responses. */
export interface PublishedOperation {
  operationId: string;
  /** The page of Segment's documentation that describes it. */
  tag: string;
  /** Method and path, such as `GET /sources/{sourceId}`. */
  route: string;
  /** `stable`, `alpha`, `beta` or `pre-release`. */
  stability: string;
  /** The feature that the plan of the workspace must have. */
  feature?: string;
  /** The requests that Segment accepts a minute, if the operation has a limit of its own. */
  perMinute?: number;
  /** A limit other than per minute, in words. */
  otherLimit?: string;
  /** The address of Segment's description. A pre-release has none. */
  page?: string;
}

/** The parts of an OpenAPI document that are read. Segment's facts are extensions: see `contract/README.md`. */
interface OpenApiDocument {
  paths?: Record<string, Record<string, RawOperation>>;
}

interface RawOperation {
  operationId?: string;
  tags?: string[];
  "x-stability"?: string;
  "x-availability"?: string;
  "x-requires-feature"?: string;
  "x-rate-limit-per-minute"?: number;
  "x-rate-limit-note"?: string;
}

const pageOf = (tag: string, operationId: string): string =>
  `https://docs.segmentapis.com/tag/${tag.replaceAll(" ", "-")}#operation/${operationId}`;

function stabilityOf({ "x-stability": stability = "v1", ...raw }: RawOperation): string {
  if (raw["x-availability"] === "pre-release") return "pre-release";
  return stability === "v1" ? "stable" : stability;
}

function toPublished(route: string, raw: RawOperation): PublishedOperation[] {
  const { operationId, tags: [tag = ""] = [] } = raw;
  if (operationId === undefined) return [];
  const stability = stabilityOf(raw);
  return [
    {
      operationId,
      tag,
      route,
      stability,
      feature: raw["x-requires-feature"],
      perMinute: raw["x-rate-limit-per-minute"],
      otherLimit: raw["x-rate-limit-note"],
      page: stability === "pre-release" ? undefined : pageOf(tag, operationId),
    },
  ];
}

/** Reads the operations of an OpenAPI document, in its order. One without an operationId is left out. */
export function publishedOperations({ paths = {} }: OpenApiDocument): PublishedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, raw]) =>
      toPublished(`${method.toUpperCase()} ${path}`, raw),
    ),
  );
}
