/** Matches the stems of names such as `clientSecret`, but not of `secretary` and `tokenize`. */
const STEM =
  /passw|passphrase|passcode|secret(?!ar[iy]|ion|ive)|token(?!iz|is(?:e|ing|ation))|credential|private|signature|(?:api|app|account|client|consumer|subscription|licen[cs]e|write|access|dev|signing|encryption|shared|master|ssh)[-_ .]?key|connection[-_ .]?string|cipher[-_ ]?text|authorization$|^(?:set[-_ ]?)?cookies?2?$|(?:^|[^a-z])(?:pass|pwd)\]*$/i;
/** Matches `dbPass`, but not `bypass`. */
const LAST_WORD = /[a-z\d](?:Pass|Pwd)\]*$/;
/** Matches `x-auth`, `userPin` and `otpCode`, but not `author`, `hotpink`, `SPIN` or `authUrl`. */
const SHORT_WORD =
  /(?:(?<![A-Za-z])(?:auth|jwt|bearer|otp|pin)|(?:Auth|Jwt|Bearer|Otp|Pin)|(?<![A-Z])(?:AUTH|JWT|BEARER|OTP|PIN))(?:[-_ .]?(?:[Cc]ode|CODE|[Hh]eader|HEADER|[Vv]alue|VALUE))?\]*$/;

/**
 * True for a name whose value is likely to be a secret, such as `password`, `api_key` or
 * `Authorization`. `key` alone is not such a name: labels and tracking plans name things by it.
 */
export const isSecretName = (name: string): boolean =>
  STEM.test(name) || LAST_WORD.test(name) || SHORT_WORD.test(name);
