/** A self-signed certificate with its private key, both in PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Clients check certificates against the machine's clock, which can differ from the simulator's. */
const VALID = { from: new Date("2000-01-01T00:00:00Z"), to: new Date("2049-12-31T00:00:00Z") };

/**
 * The environment variable with a {@link Certificate} as JSON, for simulators to use. To load the library
 * and make a key takes 150 ms in each test file.
 */
export const CERTIFICATE_VARIABLE = "SEGMENT_SIMULATOR_CERTIFICATE";

/** Returns the certificate of the environment, or makes one for these host names. */
export async function findCertificate(hosts: string[]): Promise<Certificate> {
  const given = process.env[CERTIFICATE_VARIABLE];
  return given === undefined ? makeCertificate(hosts) : (JSON.parse(given) as Certificate);
}

/** Makes a certificate for these host names. */
export async function makeCertificate(hosts: string[]): Promise<Certificate> {
  const { generate } = await import("selfsigned");
  const pair = await generate([{ name: "commonName", value: "segment simulator" }], {
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
  return { key: pair.private, cert: pair.cert };
}
