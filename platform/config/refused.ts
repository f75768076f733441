/** Thrown where nothing is run: the lines say why. */
export class Refused extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
  }
}
