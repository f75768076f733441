/**
 * Segment's query language, as its reference describes it:
 * https://www.twilio.com/docs/segment/api/public-api/query-language
 */

/** The most primary expressions of one definition. */
export const MOST_EXPRESSIONS = 50;

/** Writes text as a literal. */
export const quote = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

/** Names a property of the event by its path. A dot within a name is escaped. */
export const property = (path: readonly string[]): string =>
  `property(${quote(path.map((name) => name.replace(/[\\.]/g, "\\$&")).join("."))})`;

/** Joins conditions of which one must be true. AND binds more strongly than OR. */
export const either = (conditions: readonly string[]): string =>
  conditions.length === 1 ? (conditions[0] as string) : `(${conditions.join(" OR ")})`;

/** Joins conditions of which all must be true. */
export const all = (conditions: readonly string[]): string => conditions.join(" AND ");

/** Selects the events of a name that meet all conditions. */
export const events = (name: string, conditions: readonly string[]): string =>
  `event(${quote(name)})${conditions.length > 0 ? `.where( ${all(conditions)} )` : ""}`;
