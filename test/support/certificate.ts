import { SEGMENT_HOSTS } from "../../simulator/service/regions";
import { CERTIFICATE_VARIABLE, makeCertificate } from "../../simulator/wire/certificate";

/** Makes one certificate for the simulators and the servers of all test files. */
export default async function setUpCertificate(): Promise<void> {
  process.env[CERTIFICATE_VARIABLE] = JSON.stringify(
    await makeCertificate([...SEGMENT_HOSTS, "localhost"]),
  );
}
