/**
 * One request of the life cycle: operation, method, path, body, and the values to keep from the response.
 * `{name}` in path and body is replaced by a kept value. A text that is only `{name}` becomes the value
 * with its type. `keep` names the id of the only object in `data`, or maps names to paths in `data`, such
 * as `{ user: "users.2.id" }`.
 */
export type Step = [
  operationId: string,
  method: string,
  path: string,
  body?: unknown,
  keep?: string | Record<string, string>,
];
