/**
 * Spectral's harness for tests. Its entry exports it too, but loads all of code-native with it, which
 * every test file would pay for. Such imports are deprecated; they end here.
 */
export { createHarness } from "@prismatic-io/spectral/dist/testing";
