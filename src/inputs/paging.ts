import { text, toggle, wholeNumber } from "./fields";

/** The largest page Segment serves, in entries (`PaginationInput` of the contract). */
export const LARGEST_PAGE = 1000;
/** Entries on a page when the Count input is left as it is. */
const DEFAULT_PAGE = 50;

const count = wholeNumber(
  {
    label: "Count",
    comments: `The number of entries to return, from 1 to ${LARGEST_PAGE}. Ignored when Fetch All is true.`,
    default: String(DEFAULT_PAGE),
    example: "50",
  },
  1,
  LARGEST_PAGE,
);

/** The inputs of every action that answers in pages. */
export const paging = {
  fetchAll: toggle({
    label: "Fetch All",
    comments: "When true, every page is followed and the whole list returned in one answer.",
  }),
  count: {
    ...count,
    required: true,
    /** Segment is always told a size; a blank counts as the default. */
    clean: (raw: unknown): number => count.clean(raw) ?? DEFAULT_PAGE,
  },
  cursor: text({
    label: "Cursor",
    comments:
      "The page to return: `pagination.next` of an earlier answer. Ignored when Fetch All is true.",
    example: "MA==",
  }),
};
