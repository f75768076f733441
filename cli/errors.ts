/** Thrown if a program cannot do what it was asked to do. Its lines are for people. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly lines: readonly string[];

  constructor(...lines: string[]) {
    super(lines.join("\n"));
    this.lines = lines;
  }
}

/** Thrown for a command line that cannot be used. */
export class UsageError extends Refusal {
  override name = "UsageError";
}
