import { generate } from "selfsigned";

/** A certificate with its private key, both PEM. It is its own authority. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Certificates are checked against the machine's own clock, which need not be the simulator's. */
const VALID = { from: new Date("2000-01-01T00:00:00Z"), to: new Date("2049-12-31T00:00:00Z") };

/** Makes a certificate for the given host names. Takes some 20 ms. */
export async function makeCertificate(hosts: string[]): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "segment simulator" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: VALID.from,
    notAfterDate: VALID.to,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "subjectAltName", altNames: hosts.map((value) => ({ type: 2, value })) },
    ],
  });
  return { key: made.private, cert: made.cert };
}
