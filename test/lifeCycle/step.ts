/**
 * One request of the life cycle: operation, method, path, body, and what to keep of the answer.
 * `{name}` in path and body stands for what an earlier step kept; a text that is nothing but `{name}`
 * becomes it with its type. `keep` names the id of the only object in `data`, or maps names to places
 * in `data`, such as `{ user: "users.2.id" }`.
 */
export type Step = [
  operationId: string,
  method: string,
  path: string,
  body?: unknown,
  keep?: string | Record<string, string>,
];
