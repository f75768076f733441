import type { Setting } from "../../src/settings/setting";

/** A setting of optional text, apart from what is given. */
export const setting = (given: Partial<Setting> = {}): Setting => ({
  name: "one",
  label: "One",
  description: "",
  kind: "text",
  isList: false,
  required: false,
  secret: false,
  choices: [],
  nullable: false,
  mapped: false,
  hidden: false,
  long: false,
  ...given,
});
