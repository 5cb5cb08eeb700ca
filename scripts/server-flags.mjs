/**
 * How Node runs a server of this project. The live heap is about 90 MB; without bounds the garbage of the start stays
 * resident beside it, some 150 MB. package.json says the same, and fly/*.toml something narrower.
 */
export const serverFlags = ['--max-semi-space-size=8', '--max-old-space-size=256'];
