import { generate } from "selfsigned";

/** A certificate with its private key, both PEM. It is its own authority. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Makes a certificate for the given host names, good for a day. Takes some 20 ms. */
export async function makeCertificate(hosts: string[]): Promise<Certificate> {
  const day = 24 * 60 * 60 * 1000;
  const made = await generate([{ name: "commonName", value: "segment simulator" }], {
    keyType: "ec",
    algorithm: "sha256",
    // Clocks of tests and machines differ by a little.
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + day),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  return { key: made.private, cert: made.cert };
}
