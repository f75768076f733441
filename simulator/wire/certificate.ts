/** A certificate with its private key, both PEM. It is its own authority. */
export interface Certificate {
  key: string;
  cert: string;
}

/** Certificates are checked against the machine's own clock, which need not be the simulator's. */
const VALID = { from: new Date("2000-01-01T00:00:00Z"), to: new Date("2049-12-31T00:00:00Z") };

/**
 * The environment variable with a {@link Certificate} as JSON for the simulators that start with it. Loading
 * the library and making a key take 150 ms, which many test files need not each spend.
 */
export const CERTIFICATE_VARIABLE = "SEGMENT_SIMULATOR_CERTIFICATE";

/** Returns the certificate of the environment, or makes one for the given host names. */
export async function findCertificate(hosts: string[]): Promise<Certificate> {
  const given = process.env[CERTIFICATE_VARIABLE];
  return given === undefined ? makeCertificate(hosts) : (JSON.parse(given) as Certificate);
}

/** Makes a certificate for the given host names. */
export async function makeCertificate(hosts: string[]): Promise<Certificate> {
  const { generate } = await import("selfsigned");
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
