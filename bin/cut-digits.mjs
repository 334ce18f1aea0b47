// Cuts the ten digits out of Hanken Grotesk: the zero of Atkinson Hyperlegible is slashed,
// which makes amounts look technical. Usage: node bin/cut-digits.mjs <from.woff2> <to.woff2>
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const [from, to] = process.argv.slice(2);
const digits = await subsetFont(await readFile(from), "0123456789", { targetFormat: "woff2" });
await writeFile(to, digits);
