import { parseFql, validate } from "@segment/destination-subscriptions";
import fc from "fast-check";
import { EVENT_TYPES } from "../inputs/eventTypes";
import { asEventName, conditionOf, type EventChoice } from "./condition";

interface Event {
  type: string;
  event?: string;
  [name: string]: unknown;
}

/** Returns Segment's own verdict on an event. */
function passes(condition: string, event: Event): boolean {
  const ast = parseFql(condition);
  if ("error" in ast && ast.error) throw ast.error;
  return validate(ast, event as never) as boolean;
}

/** The chosen events, without FQL. */
function isChosen({ eventTypes, eventNames }: EventChoice, { type, event }: Event): boolean {
  const types: readonly string[] = eventTypes ?? (eventNames ? ["track"] : EVENT_TYPES);
  if (!types.includes(type)) return false;
  return type !== "track" || !eventNames || eventNames.includes(event ?? "");
}

const names = fc.oneof(
  fc.constantFrom(
    "Order Completed",
    "order completed",
    "a and b",
    "or (type = 'page')",
    "type = track",
    "(",
    ")",
    ") or (",
    "\\",
    "ends with \\",
    "\\n",
    "it's",
    "null",
    "true",
    "5",
    "*",
    "a*",
    "properties.a",
    "🎉 Gefeiert",
    " spaced ",
    "// no comment",
    "!",
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter((name) => {
    try {
      return asEventName(name, "") === name;
    } catch {
      return false;
    }
  }),
);

const choices: fc.Arbitrary<EventChoice> = fc
  .record({
    eventTypes: fc.option(fc.uniqueArray(fc.constantFrom(...EVENT_TYPES), { minLength: 1 }), {
      nil: undefined,
    }),
    eventNames: fc.option(fc.array(names, { minLength: 1, maxLength: 5 }), { nil: undefined }),
  })
  .map(({ eventTypes, eventNames }) =>
    eventTypes && eventNames && !eventTypes.includes("track")
      ? { eventTypes: [...eventTypes, "track" as const], eventNames }
      : { eventTypes, eventNames },
  );

const eventsFor = ({ eventNames = [] }: EventChoice): fc.Arbitrary<Event> =>
  fc.record({
    type: fc.constantFrom(...EVENT_TYPES, "delete", "Track"),
    event: fc.oneof(
      fc.constantFrom<(string | undefined)[]>(...eventNames, undefined, "", "Other"),
      names,
    ),
    userId: fc.constantFrom("u1", undefined),
    properties: fc.constant({ total: 5 }),
  }) as fc.Arbitrary<Event>;

describe("the condition of the chosen events", () => {
  test("is met by exactly these events, as Segment's own parser reads it", () => {
    const cases = choices.chain((choice) =>
      fc.tuple(fc.constant(choice), fc.array(eventsFor(choice), { minLength: 5, maxLength: 20 })),
    );
    fc.assert(
      fc.property(cases, ([choice, events]) => {
        const condition = conditionOf(choice);
        for (const event of events) expect(passes(condition, event)).toBe(isChosen(choice, event));
      }),
      { numRuns: 500 },
    );
  });

  test.each<[EventChoice, string]>([
    [{ eventTypes: ["identify"] }, 'type = "identify"'],
    [
      { eventNames: ["A", "B", "A"] },
      '(type = "track" and event = "A") or (type = "track" and event = "B")',
    ],
    [
      { eventTypes: ["track", "group"], eventNames: ["A"] },
      '(type = "track" and event = "A") or type = "group"',
    ],
    [{ condition: 'event = "A" or userId != null' }, 'event = "A" or userId != null'],
    [
      {},
      'type = "track" or type = "identify" or type = "page" or type = "screen" or type = "group" or type = "alias"',
    ],
  ])("of %j is short and flat", (choice, condition) => {
    expect(conditionOf(choice)).toBe(condition);
  });
});

describe("choices that exclude each other are refused", () => {
  test.each<[EventChoice, string]>([
    [
      { eventTypes: ["page", "group"], eventNames: ["A"] },
      "Event Types: expected track among the types, since Event Names names track events, got page, group.",
    ],
    [
      { eventTypes: ["page"], condition: "a" },
      "Condition: expected nothing beside Event Types, got a condition.",
    ],
    [
      { eventNames: ["A"], condition: "a" },
      "Condition: expected nothing beside Event Names, got a condition.",
    ],
  ])("%j", (choice, message) => {
    expect(() => conditionOf(choice)).toThrow(message);
  });
});

test.each(['say "hi"', '"', 'a"', "a\u0000b", "a\nb"])("the event name %j is refused", (name) => {
  expect(() => asEventName(name, "Event Names[1]")).toThrow(
    /^Event Names\[1\]: expected .* got text /,
  );
});
