/** Words of operationIds that a label writes in another way. */
const WRITTEN: Readonly<Record<string, string>> = {
  And: "and",
  Etl: "ETL",
  For: "for",
  From: "from",
  Id: "ID",
  In: "in",
  To: "to",
  With: "with",
};

/** Returns Segment's name of an operation, its operationId in words, such as `List Users from User Group`. */
export const operationLabel = (operationId: string): string =>
  operationId
    .replace(/^./, (first) => first.toUpperCase())
    .replace(/[A-Z]+(?![a-z])|[A-Z][a-z]+/g, (word) => `${WRITTEN[word] ?? word} `)
    .trim();
