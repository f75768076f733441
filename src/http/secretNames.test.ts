import { inTime } from "../../test/support/watchdog";
import { isSecretName } from "./secretNames";

test.each([
  "password",
  "db_passwd",
  "passphrase",
  "pass",
  "dbPass",
  "db-pass",
  "pwd",
  "clientSecret",
  "client-secret",
  "secretId",
  "secretArn",
  "access_token",
  "tokenIssuer",
  "credentials",
  "privateKey",
  "signature",
  "apiKey",
  "API_KEY",
  "api-key",
  "X-Api-Key",
  "apiKeyValue",
  "accessKey",
  "access_key_id",
  "signingKey",
  "writeKeys",
  "write_key",
  "Authorization",
  "Proxy-Authorization",
  "Cookie",
  "cookies",
  "Set-Cookie",
  "setCookie",
])("%s is the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  "",
  "key",
  "keys",
  "value",
  "name",
  "host",
  "bypass",
  "compass",
  "passage",
  "passenger",
  "monkey",
  "keyboard",
  "keyword",
  "primaryKey",
  "sortKey",
  "secretary",
  "Secretaries",
  "secretion",
  "tokenize",
  "tokenizer",
  "tokenised",
  "cookieDomain",
  "cookie_name",
  "authorizationUrl",
  "privacy",
])("%p is none", (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each(["a", "A", "pass", "secretary", "api_", "set-", "1P"])(
  "a name of ten million characters %p takes no longer than it is large",
  (piece) => {
    const name = piece.repeat(Math.ceil(10_000_000 / piece.length));
    expect(inTime(() => isSecretName(`${name}!`))).toBe(false);
  },
);
