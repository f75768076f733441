/**
 * Writes a name, such as that of a file, as a part of an address of the page. The router decodes an address
 * as a whole, so characters that separate parts are encoded twice.
 */
export const toAddressPart = (name: string): string =>
  encodeURI(name.replace(/[%?#/]/g, encodeURIComponent));

/** Reads a part of an address as the router gives it. A part that no name is written as stays as it is. */
export function fromAddressPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
