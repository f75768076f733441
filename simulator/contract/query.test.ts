import { parseQuery } from "./query";

const valuesOf = (raw: string) => parseQuery(raw).values;
const fieldsOf = (raw: string) => parseQuery(raw).problems.map(({ field }) => field);

test("texts, objects and lists are parsed, with encoded or plain brackets", () => {
  expect(valuesOf("")).toEqual({});
  expect(valuesOf("a=1&b=x%20y+z&c=")).toEqual({ a: "1", b: "x y z", c: "" });
  expect(valuesOf("p[count]=1&p[cursor]=MA==")).toEqual({ p: { count: "1", cursor: "MA==" } });
  expect(valuesOf("p%5Bcount%5D=1")).toEqual({ p: { count: "1" } });
  expect(valuesOf("f[names][0]=a&f[names][1]=b")).toEqual({ f: { names: ["a", "b"] } });
  expect(valuesOf("r[1][type]=y&r[0][type]=x")).toEqual({ r: [{ type: "x" }, { type: "y" }] });
});

test("dots work like brackets, and are plain characters within brackets", () => {
  expect(valuesOf("p.count=3&p.cursor=MA==")).toEqual({ p: { count: "3", cursor: "MA==" } });
  expect(valuesOf("userIds.0=a&userIds.1=b")).toEqual({ userIds: ["a", "b"] });
  expect(valuesOf("r.0.type=x&r[1].type=y&r.2[type]=z")).toEqual({
    r: [{ type: "x" }, { type: "y" }, { type: "z" }],
  });
  expect(valuesOf("f[a.b]=c")).toEqual({ f: { "a.b": "c" } });
});

test("a list of any length stays a list", () => {
  const raw = Array.from({ length: 200 }, (_, index) => `ids[${index}]=${index}`).join("&");
  expect(valuesOf(raw).ids).toHaveLength(200);
  expect(fieldsOf(raw)).toEqual([]);
});

test("an ambiguous query is a problem", () => {
  expect(fieldsOf("a=1&a=2")).toEqual(["a"]);
  expect(fieldsOf("a=1&a[b]=2")).toEqual(["a[b]"]);
  expect(fieldsOf("a[b]=1&a=2")).toEqual(["a"]);
  expect(fieldsOf("a[]=1")).toEqual(["a[]"]);
  expect(fieldsOf("a[1]=1")).toEqual(["a"]);
  expect(fieldsOf("a[b=1")).toEqual(["a[b"]);
  expect(fieldsOf("[a]=1")).toEqual(["[a]"]);
  expect(fieldsOf("a..b=1")).toEqual(["a..b"]);
  expect(fieldsOf("a.=1")).toEqual(["a."]);
  expect(fieldsOf(".a=1")).toEqual([".a"]);
  expect(fieldsOf("a.b=1&a[b]=2")).toEqual(["a[b]"]);
  expect(fieldsOf("a=%zz")).toEqual(["a=%zz"]);
});

test("no name reaches a prototype", () => {
  const { values } = parseQuery("__proto__[polluted]=1&constructor[prototype][polluted]=1");
  expect(Object.keys(values)).toEqual(["__proto__", "constructor"]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
