import { HOSTS } from "../../src/http/hosts";
import { checkRawHeaders } from "../../src/rawRequest/headers";
import { checkRawPath } from "../../src/rawRequest/path";
import { isBlank } from "../../src/values/cleaner";
import { parseJson } from "../../src/values/json";
import { readItems } from "../check/inputs";
import type { InputNode } from "../check/nodes";
import { type Finding, foundAt, type Review } from "./finding";
import type { InputsSite } from "./values";

/**
 * Reviews the inputs of a raw request that are refused together or only in a run: the URL, the headers
 * and the body. A URL of Segment in the region of the step is rewritten to its path.
 */
export function reviewRawRequest(site: InputsSite): Review {
  const { inputs, subject, declared } = site;
  const label = (key: string): string => declared.find((one) => one.key === key)?.label ?? key;
  const found = (
    key: string,
    refusal: string,
    urgency: Finding["urgency"] = "change",
  ): Finding[] => {
    const input = inputs.get(key);
    const path = input ? [...input.path, "value"] : [];
    return [foundAt(path, urgency, `${subject}: ${refusal}`, key)];
  };
  const refusals = (key: string, check: () => unknown): Finding[] => {
    try {
      check();
      return [];
    } catch (error) {
      return found(key, (error as Error).message);
    }
  };
  const url = reviewUrl(site, label("url"), refusals);
  const headers = findPairs(inputs.get("headers"));
  const names = new Set(headers.map(({ key }) => key.trim().toLowerCase()));
  const data = inputs.get("data");
  const form = ["formData", "fileData"].flatMap((key) => inputs.get(key) ?? []).filter(isFilled);
  const isForm = form.length > 0;
  // A reference may turn out blank in a run.
  const isCertain = [...form, ...(data ? [data] : [])].every(isLiteral);
  const areHeadersKnown = [inputs.get("headers") ?? []].flat().every(isLiteral);
  const isText = data?.type === "value" && !isBlank(data.value) && !isForm && areHeadersKnown;
  return {
    rewrites: url.rewrites,
    findings: [
      ...url.findings,
      ...refusals("headers", () => checkRawHeaders(headers, label("headers"))),
      ...(isForm && data && isFilled(data)
        ? found(
            "data",
            `${label("data")}: expected no body together with Form Data or File Data, got one.`,
            isCertain ? "change" : "check",
          )
        : []),
      ...(isForm && names.has("content-type")
        ? found(
            "headers",
            `${label("headers")}: expected no Content-Type together with Form Data or File Data, got one.`,
          )
        : []),
      ...(isText && !names.has("content-type") && !isJson(data.value)
        ? found(
            "data",
            `${label("data")}: expected JSON, or a Content-Type among the headers; it was sent as a form.`,
          )
        : []),
    ],
  };
}

function reviewUrl(
  { inputs, subject }: InputsSite,
  label: string,
  refusals: (key: string, check: () => unknown) => Finding[],
): Review {
  const url = inputs.get("url");
  const region = inputs.get("region");
  if (!url || url.type === "complex" || isBlank(url.value)) return { rewrites: [], findings: [] };
  const path = [...url.path, "value"];
  const text = url.value;
  const given = region?.type === "value" ? region.value.trim().toLowerCase() : undefined;
  const [, host] = Object.entries(HOSTS).find(([name]) => name === given) ?? [];
  const origin = `https://${host}`;
  const isText = url.type === "value" || url.type === "template";
  if (isText && host !== undefined && text.startsWith(`${origin}/`)) {
    const message = `${subject}: ${label}: "${origin}" is left out: the step adds it`;
    const to = text.slice(origin.length);
    const problems =
      url.type === "value" ? refusals("url", () => checkRawPath(to, label, origin)) : [];
    if (problems.length > 0) return { rewrites: [], findings: problems };
    return { rewrites: [{ path, to, parts: [[origin, ""]], message }], findings: [] };
  }
  if (url.type === "value") {
    const check = () => checkRawPath(text, label, `https://${HOSTS.api}`);
    return { rewrites: [], findings: refusals("url", check) };
  }
  if (url.type === "template" && text.startsWith("/")) return { rewrites: [], findings: [] };
  const message = `${subject}: ${label}: its value is known only in a run; expected a path such as /sources`;
  return { rewrites: [], findings: [{ path, urgency: "check", message }] };
}

const isLiteral = ({ type }: InputNode): boolean => type === "value" || type === "complex";

const isFilled = (input: InputNode): boolean =>
  input.value.length > 0 && !(input.type === "value" && isBlank(input.value));

/** The literal rows of keys and values. */
function findPairs(input: InputNode | undefined): { key: string; value: string }[] {
  if (input?.type !== "complex") return [];
  return readItems(input).flatMap(({ name, type, value }) =>
    typeof name === "string" ? [{ key: name, value: type === "value" ? value : "" }] : [],
  );
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
