import type { PagedList, Pagination } from "../api/pages";
import type { Cleaner } from "../values/cleaner";
import { asText } from "../values/textCleaners";
import { refuseIllFormed } from "../values/wellFormed";
import { checked, toggle, wholeNumber } from "./fields";

/** The default number of items on a page. */
const DEFAULT_PAGE = 50;

const fetchAll = toggle({
  label: "Fetch All",
  comments: "When true, the step reads every page and returns the whole list.",
});

const asCursor: Cleaner<string> = (raw, label) => {
  const cursor = asText(raw, label);
  refuseIllFormed({ cursor }, () => label);
  return cursor;
};

/** If there are several lists, each has its own inputs, such as `sourcesCount` with the label Sources Count. */
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
      comments: `The number of items to return, from 1 to ${most}. Ignored if Fetch All is true.`,
      default: String(prefilled),
      example: String(prefilled),
    },
    1,
    most,
  );
  const options = {
    label: `${keys.title}Cursor`,
    comments: `The page to return: \`${pagination}.next\` of an earlier response. Leave empty for the first page. Ignored if Fetch All is true.`,
    example: numeric ? "1" : "MA==",
  };
  return {
    [keys.count]: {
      ...count,
      required: true,
      /** The request always has a page size; a blank is the default. */
      clean: (raw: unknown): number => count.clean(raw) ?? prefilled,
    },
    [keys.cursor]: numeric
      ? wholeNumber(options, 0)
      : { type: "string" as const, ...checked(options, asCursor, "text") },
  };
}

/** The inputs of an action that returns these lists in pages; empty without lists. */
export function pagingInputs(lists: readonly PagedList[]) {
  if (lists.length === 0) return {};
  return Object.assign({ fetchAll }, ...lists.map((list) => inputsOf(list, lists.length === 1)));
}

/** Returns the requested page of each list, by the name of the list. */
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
