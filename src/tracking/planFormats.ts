import { isIPv4, isIPv6 } from "node:net";

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const isTime = (text: string): boolean => {
  const found = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|[+-](\d\d):?(\d\d))$/i.exec(text);
  if (!found) return false;
  const [hour, minute, second, zoneHour, zoneMinute] = found
    .slice(1)
    .map((one) => Number(one ?? 0));
  return (
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60 &&
    Number(zoneHour) < 24 &&
    Number(zoneMinute) < 60
  );
};

const isHostname = (text: string): boolean =>
  text.length <= 253 &&
  text
    .replace(/\.$/, "")
    .split(".")
    .every((label) => label.length <= 63 && /^[a-z0-9-]+$/i.test(label) && !/^-|-$/.test(label));

const isEmail = (text: string): boolean => {
  const [name = "", host = "", ...rest] = text.split("@");
  return (
    rest.length === 0 &&
    /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/i.test(name) &&
    !/^\.|\.\.|\.$/.test(name) &&
    isHostname(host)
  );
};

/** The formats that are checked, in time proportional to the text; any other format accepts every text. */
export const PLAN_FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["date", isDate],
  ["time", isTime],
  [
    "date-time",
    (text: string) =>
      /^.{10}[t ]/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
  ],
  ["email", isEmail],
  ["hostname", isHostname],
  ["ipv4", isIPv4],
  ["ipv6", (text: string) => isIPv6(text) && !text.includes("%")],
  ["uri", (text: string) => /^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i.test(text)],
  [
    "uuid",
    (text: string) => /^(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  ],
]);
