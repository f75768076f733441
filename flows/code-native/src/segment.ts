/** The parts of Segment's responses that the flows read. The reference of each action has the rest. */
export interface Source {
  id: string;
  slug: string;
  name?: string;
  enabled: boolean;
  writeKeys: string[];
}

/** An action's result: its output is under `data`, and that is Segment's answer, `{ data: … }`. */
export interface Answer<Data> {
  data: { data: Data };
}

/** The result of an action. */
export const answerOf = async <Data>(result: Promise<Answer<Data>>): Promise<Data> =>
  (await result).data.data;

/** The input Region of every action. */
export type Region = "api" | "eu1.api";

/** The config variable Region, which the platform hands over as any text. */
export function regionOf(value: string): Region {
  if (value === "api" || value === "eu1.api") return value;
  throw new Error(`Region: expected api or eu1.api, got ${JSON.stringify(value)}.`);
}

/** Why a call failed; the message of the component says action, status and Segment's reason. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
