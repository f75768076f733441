import { parseJson, toJson } from "../../src/values/json";
import type { ConfigVar } from "../format/integration";
import { convertToStored } from "./storedValue";

const JSON_WITH_ALL_DIGITS = { parse: parseJson, write: toJson };

/** Converts a value as {@link convertToStored} does, with all digits of the numbers in JSON. */
export const toStoredValue = (variable: ConfigVar, value: unknown): unknown =>
  convertToStored(variable, value, JSON_WITH_ALL_DIGITS);
