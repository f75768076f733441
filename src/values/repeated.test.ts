import { repeatedIn } from "./repeated";

test("texts that are in a list more than once are told, each once", () => {
  expect([...repeatedIn(["a", "b", "a", "", "c", "b", "a", ""])]).toEqual(["a", "b", ""]);
  expect([...repeatedIn(["a", "b"])]).toEqual([]);
  expect([...repeatedIn([])]).toEqual([]);
});
