import type { PagedList, Pagination } from "../api/pages";
import type { Cleaner } from "../values/cleaner";
import { asText } from "../values/textCleaners";
import { refuseIllFormed } from "../values/wellFormed";
import { checked, toggle, wholeNumber } from "./fields";

/** Entries on a page when the Count input is left as it is. */
const DEFAULT_PAGE = 50;

const fetchAll = toggle({
  label: "Fetch All",
  comments: "When true, every page is followed and the whole list returned in one answer.",
});

const asCursor: Cleaner<string> = (raw, label) => {
  const cursor = asText(raw, label);
  refuseIllFormed({ cursor }, () => label);
  return cursor;
};

/** Of several lists each has inputs of its own, such as `sourcesCount` with the label Sources Count. */
function keysOf({ items }: PagedList, isOnly: boolean) {
  const title = `${items.charAt(0).toUpperCase()}${items.slice(1)} `;
  return isOnly
    ? { count: "count", cursor: "cursor", title: "" }
    : { count: `${items}Count`, cursor: `${items}Cursor`, title };
}

function inputsOf(list: PagedList, isOnly: boolean) {
  const { most, pagination, numeric } = list;
  const keys = keysOf(list, isOnly);
  const prefilled = Math.min(DEFAULT_PAGE, most);
  const count = wholeNumber(
    {
      label: `${keys.title}Count`,
      comments: `The number of entries to return, from 1 to ${most}. Ignored when Fetch All is true.`,
      default: String(prefilled),
      example: String(prefilled),
    },
    1,
    most,
  );
  const options = {
    label: `${keys.title}Cursor`,
    comments: `The page to return: \`${pagination}.next\` of an earlier answer. Ignored when Fetch All is true.`,
    example: numeric ? "1" : "MA==",
  };
  return {
    [keys.count]: {
      ...count,
      required: true,
      /** Segment is always told a size; a blank counts as the default. */
      clean: (raw: unknown): number => count.clean(raw) ?? prefilled,
    },
    [keys.cursor]: numeric
      ? wholeNumber(options, 0)
      : { type: "string" as const, ...checked(options, asCursor, "text") },
  };
}

/** The inputs of an action that answers these lists in pages; none where there are none. */
export function pagingInputs(lists: readonly PagedList[]) {
  if (lists.length === 0) return {};
  return Object.assign({ fetchAll }, ...lists.map((list) => inputsOf(list, lists.length === 1)));
}

/** The page of each list that the inputs ask for, by the list's name. */
export function chosenPages(
  lists: readonly PagedList[],
  params: Record<string, unknown>,
): Record<string, Pagination> {
  return Object.fromEntries(
    lists.map((list) => {
      const { count, cursor } = keysOf(list, lists.length === 1);
      return [list.items, { count: params[count], cursor: params[cursor] } as Pagination];
    }),
  );
}
