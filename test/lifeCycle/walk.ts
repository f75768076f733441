import type { Step } from "./step";

/** The request of a step, with all placeholders replaced. */
export interface Request {
  operationId: string;
  method: string;
  /** Path and query. */
  path: string;
  body: unknown;
}

/** The values kept from the responses of the life cycle. */
export class Walk {
  private readonly kept: Record<string, unknown> = {};

  /** Returns the request of a step. Throws if a placeholder has no kept value. */
  request([operationId, method, path, body]: Step): Request {
    const sent = body === undefined ? undefined : this.filledInBody(body);
    return { operationId, method, path: this.filledIn(path), body: sent };
  }

  /** Keeps the values that a step names, from the `data` of its response. */
  keep([, , , , wanted]: Step, data: Record<string, unknown>): void {
    if (typeof wanted === "string") this.kept[wanted] = idIn(data);
    for (const [name, place] of Object.entries(typeof wanted === "object" ? wanted : {})) {
      this.kept[name] = valueAt(data, place);
    }
  }

  private known(name: string): unknown {
    if (this.kept[name] === undefined) throw new Error(`no step has kept ${name}`);
    return this.kept[name];
  }

  private filledIn(text: string): string {
    return text.replaceAll(/\{(\w+)\}/g, (_, name) => String(this.known(name)));
  }

  private filledInBody(body: unknown): unknown {
    return JSON.parse(JSON.stringify(body), (_, value) => {
      if (typeof value !== "string") return value;
      const name = /^\{(\w+)\}$/.exec(value)?.[1];
      return name === undefined ? this.filledIn(value) : this.known(name);
    });
  }
}

function idIn(data: Record<string, unknown>): unknown {
  const objects = Object.values(data).filter((value) => typeof value === "object" && value);
  const [first] = objects.filter((value) => Object.hasOwn(value as object, "id"));
  if (!first) throw new Error(`no object with an id in ${JSON.stringify(data)}`);
  return (first as { id: unknown }).id;
}

function valueAt(data: Record<string, unknown>, place: string): unknown {
  const found = place
    .split(".")
    .reduce(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      data as unknown,
    );
  if (found === undefined) throw new Error(`nothing is at ${place} of ${JSON.stringify(data)}`);
  return found;
}
