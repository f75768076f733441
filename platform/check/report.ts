import type { Path, Problem, Source } from "../format/source";

/** Collects the problems of a file. */
export class Report {
  private readonly found: Problem[] = [];

  constructor(readonly source: Source) {}

  /** Reports a problem at a path. */
  at(path: Path, message: string): void {
    this.on(this.source.lineOf(path), message);
  }

  /** Reports a problem in a line of the text at a path, from 1. */
  within(path: Path, line: number, message: string): void {
    this.on(this.source.lineWithin(path, line), message);
  }

  private on(line: number, message: string): void {
    this.found.push({ line, message });
  }

  /**
   * The problems without duplicates, by line. Problems of one line are in the order of their
   * discovery.
   */
  problems(): Problem[] {
    const seen = new Map(
      this.found.map((problem) => [`${problem.line} ${problem.message}`, problem]),
    );
    return [...seen.values()].sort((one, other) => one.line - other.line);
  }
}
