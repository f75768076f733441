import { type Cleaner, isBlank } from "./cleaner";
import { refuse } from "./inputError";

/** Describes a whole number within a range, for an error. */
export const wholeNumberWithin = (least: number, most = Number.MAX_SAFE_INTEGER): string =>
  most === Number.MAX_SAFE_INTEGER
    ? `a whole number of ${least} or more`
    : `a whole number from ${least} to ${most}`;

/** Accepts a whole number from `least` to `most`, inclusive, as a number or as text of digits. */
export function asWholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Cleaner<number> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const value =
      typeof raw === "string" && /^\s*\d{1,16}\s*$/.test(raw) ? Number(raw) : (raw as number);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    return refuse(raw, label, wholeNumberWithin(least, most));
  };
}
