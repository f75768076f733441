import { repeatedIn } from "./repeated";

test("texts that occur more than once in a list are returned once each", () => {
  expect([...repeatedIn(["a", "b", "a", "", "c", "b", "a", ""])]).toEqual(["a", "b", ""]);
  expect([...repeatedIn(["a", "b"])]).toEqual([]);
  expect([...repeatedIn([])]).toEqual([]);
});
