import type { Path, Problem, Source } from "../format/source";

/** Collects what is wrong with a file, by where it stands. */
export class Report {
  private readonly found: Problem[] = [];

  constructor(readonly source: Source) {}

  /** Says what is wrong with what stands at a path. */
  at(path: Path, message: string): void {
    this.on(this.source.lineOf(path), message);
  }

  /** Says what is wrong in a line of the text at a path, 1 for its first. */
  within(path: Path, line: number, message: string): void {
    this.on(this.source.lineWithin(path, line), message);
  }

  private on(line: number, message: string): void {
    this.found.push({ line, message });
  }

  /** Each problem once, by line; those of a line in the order they were found. */
  problems(): Problem[] {
    const seen = new Map(
      this.found.map((problem) => [`${problem.line} ${problem.message}`, problem]),
    );
    return [...seen.values()].sort((one, other) => one.line - other.line);
  }
}
