/** Replaces `lodash/snakeCase` for names in camel case: `notAllowed` becomes `not_allowed`. */
export default function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
