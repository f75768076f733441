/**
 * Runs before every test file: on its clock the file begins at a fixed time, or at the ISO 8601 time
 * in `TEST_TODAY`, so that no test can depend on the day it is run on. Time passes as usual from there.
 */
const TODAY = "2026-11-21T06:00:00.000Z";

const start = Date.parse(process.env.TEST_TODAY ?? TODAY);
if (Number.isNaN(start)) throw new Error("TEST_TODAY: expected an ISO 8601 date and time");

const Real = Date;
const offset = start - Real.now();

class Today extends Real {
  constructor(...args: ConstructorParameters<DateConstructor> | []) {
    if (args.length === 0) super(Real.now() + offset);
    else super(...(args as ConstructorParameters<DateConstructor>));
  }

  static override now(): number {
    return Real.now() + offset;
  }
}

// A class cannot be called without `new`; `Date()` is text of the current time.
globalThis.Date = new Proxy(Today, { apply: () => new Today().toString() }) as DateConstructor;
