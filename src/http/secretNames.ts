/** Stems of names such as `clientSecret`; not those of `secretary` and `tokenize`. */
const STEM =
  /passw|passphrase|secret(?!ar[iy]|ion|ive)|token(?!iz|is(?:e|ing|ation))|credential|private|signature|(?:api|write|access|dev|signing|encryption|shared|master|ssh)[-_ ]?key|authorization$|^(?:set[-_ ]?)?cookies?2?$|(?:^|[^a-z])(?:pass|pwd)$/i;
/** `dbPass`, but not `bypass`. */
const LAST_WORD = /[a-z\d](?:Pass|Pwd)$/;

/**
 * True for a name whose value is likely to be a secret, such as `password`, `api_key` or
 * `Authorization`. `key` alone is not such a name: labels and tracking plans name things by it.
 */
export const isSecretName = (name: string): boolean => STEM.test(name) || LAST_WORD.test(name);
