/**
 * A response that is larger than the component reads, once it is unpacked or parsed. Its message is
 * blank unless it says more than that.
 */
export class OversizeResponse extends Error {}
