import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findBrowser } from "./find";

let folder: string;
let first: string;
let second: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "browser-"));
  first = path.join(folder, "first");
  second = path.join(folder, "second");
  for (const each of [first, second]) mkdirSync(each);
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(parent: string, name: string, mode = 0o755): string {
  const file = path.join(parent, name);
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
}

const find = (named?: string) =>
  findBrowser({ PATH: `${first}${path.delimiter}${second}`, CHROMIUM: named });

test("Chromium is preferred to Chrome wherever they are on the PATH", () => {
  const chrome = program(first, "google-chrome");
  expect(find()).toBe(chrome);
  const chromium = program(second, "chromium");
  expect(find()).toBe(chromium);
});

test("the first of two on the PATH is taken", () => {
  program(second, "chromium");
  const nearest = program(first, "chromium");
  expect(find()).toBe(nearest);
});

test("a folder or a file that cannot be run is not a browser", () => {
  mkdirSync(path.join(first, "chromium"));
  expect(find()).toBeUndefined();
  program(second, "google-chrome", 0o644);
  expect(find()).toBeUndefined();
});

test("CHROMIUM names another by its path or its name, and nothing is taken in its place", () => {
  program(first, "chromium");
  const other = program(second, "brave");
  expect(find(other)).toBe(other);
  expect(find("brave")).toBe(other);
  expect(find("vivaldi")).toBeUndefined();
  expect(find(path.join(folder, "brave"))).toBeUndefined();
});
