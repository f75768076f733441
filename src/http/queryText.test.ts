import axios from "axios";
import fc from "fast-check";
import { LosslessNumber } from "lossless-json";
import { queryText } from "./queryText";

const byAxios = (params: object) =>
  axios.getUri({ url: "/", params, paramsSerializer: { indexes: true } }).replace(/^\/\??/, "");

test("lists and objects are written with brackets, and nothing is written for what is absent", () => {
  const query = {
    sourceId: ["a b", "c&d=e"],
    filter: { since: new Date(0), none: undefined, nothing: null, empty: [] },
    when: "10:30,$5",
    count: new LosslessNumber("12345678901234567890"),
  };
  expect(decodeURIComponent(queryText(query))).toBe(
    "sourceId[0]=a+b&sourceId[1]=c&d=e&filter[since]=1970-01-01T00:00:00.000Z&when=10:30,$5&count=12345678901234567890",
  );
  expect(queryText(query)).toBe(byAxios(query));
});

test("parameters that are ready stay as they are", () => {
  expect(
    queryText(
      new URLSearchParams([
        ["a", "1 2"],
        ["a", "~"],
      ]),
    ),
  ).toBe("a=1+2&a=%7E");
});

test("any query is written as axios writes it", () => {
  const name = fc.stringMatching(/^[a-zA-Z][\w.-]{0,8}$/);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: "grapheme" }),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(name, tie("value"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (query) => {
      expect(queryText(query)).toBe(byAxios(query));
    }),
  );
});
