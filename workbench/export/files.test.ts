import { runInNewContext } from "node:vm";
import { EXPORT_NAME, type ExportedData } from "../exportProtocol";
import { makeFiles } from "./files";

test("the scripts of an export give each response as it was, whatever names and texts it has", () => {
  const body = JSON.parse(
    '{"__proto__": {"a": 1}, "constructor": 2, "text": "</script>\\u2028\\"__proto__\\": 1", "list": [{"__proto__": null}]}',
  );
  const response = { status: 200, body };
  const paths: [string, typeof response][] = ["flows/__proto__", "docs/page?path=a%20b.md"].map(
    (name) => [name, response],
  );
  const files = makeFiles(
    { first: new Map([["flows", response]]), others: new Map(paths), images: new Map() },
    "",
  );
  const scope: { [EXPORT_NAME]?: ExportedData } = {};
  for (const start of ["data-", "data/"]) {
    for (const [name, script] of files) {
      if (name.startsWith(start)) runInNewContext(script.toString(), scope);
    }
  }
  const { responses } = scope[EXPORT_NAME] as ExportedData;
  expect(Object.keys(responses).toSorted()).toEqual(
    [...paths.map(([name]) => name), "flows"].toSorted(),
  );
  for (const one of Object.values(responses)) {
    expect(JSON.stringify(one)).toBe(JSON.stringify(response));
  }
});
